module github.com/proviso-signals/proviso

go 1.26.0
