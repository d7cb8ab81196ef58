// Command chorus serves a small site on this machine that says how AI may use it in
// every format there is, all at once and not with one voice:
//
//	go run ./examples/chorus    # http://127.0.0.1:8932/, its images at :8933
//
// Then, in another terminal:
//
//	go run ./cmd/proviso check --allow-private http://127.0.0.1:8932/
//	go run ./cmd/proviso explain --allow-private --as bingbot http://127.0.0.1:8932/
//
// What was planted is told in package site; docs/chorus.md shows what is found.
package main

import (
	"fmt"
	"net/http"
	"os"

	"github.com/proviso-signals/proviso/examples/chorus/site"
)

const (
	pages  = "127.0.0.1:8932"
	images = "127.0.0.1:8933"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(images, site.Images()) }()
	go func() { failed <- http.ListenAndServe(pages, site.Pages("http://"+images)) }()
	fmt.Println("serving http://" + pages + "/ and http://" + images + "/ until interrupted")
	fmt.Fprintln(os.Stderr, "chorus:", <-failed)
	os.Exit(1)
}
