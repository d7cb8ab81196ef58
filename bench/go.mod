module github.com/proviso-signals/proviso/bench

go 1.26.0

require (
	github.com/dunglas/httpsfv v1.1.2
	github.com/jimsmart/grobotstxt v1.0.3
	github.com/proviso-signals/proviso v0.0.0
	github.com/temoto/robotstxt v1.1.2
)

replace github.com/proviso-signals/proviso => ../
