module github.com/proviso-signals/proviso/bench

go 1.26.0

require (
	github.com/bep/imagemeta v1.0.1
	github.com/dunglas/httpsfv v1.1.2
	github.com/jimsmart/grobotstxt v1.0.3
	github.com/proviso-signals/proviso v0.0.0
	github.com/temoto/robotstxt v1.1.2
)

require (
	github.com/andybalholm/brotli v1.2.1 // indirect
	github.com/bmatcuk/doublestar/v4 v4.9.1 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace github.com/proviso-signals/proviso => ../
