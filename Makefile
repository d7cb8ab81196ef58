# A short menu. "go test ./..." alone is the test command of the README.
.PHONY: test race fuzz bench oracle servers site generate ci

test: ## everything a change must pass
	go test ./...

race: ## the same under the race detector
	go test -race ./...

fuzz: ## every fuzz target for FUZZTIME each
	./tools/fuzz.sh $(or $(FUZZTIME),30s)

bench: ## our benchmarks, then the peers beside ours
	go test -run '^$$' -bench . -benchmem ./...
	cd bench && go run ./cmd/compare

oracle: ## other programs judge what we write into other people's files
	./tools/oracle.sh

servers: ## publish on real nginx, Apache and Caddy, and verify from outside
	./tools/install.sh
	go test -count=1 -v ./publish/nginx ./publish/apache ./publish/caddy ./cmd/proviso -run 'Real|Server|Caddy|Htaccess|TestFromNothing' | grep -v '^=== '

site: ## build the documentation site, publish and verify it, look at it in a browser
	./tools/site.sh

generate: ## rewrite golden files and generated docs
	go test ./... -update

ci: ## what continuous integration runs
	bash .ci/run
