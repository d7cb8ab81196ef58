package gather_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/proviso-signals/proviso/gather"
)

func ExampleFetcher_Fetch() {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, "User-agent: *\nContent-Usage: train-ai=n\nDisallow: /private\n")
			return
		}
		w.Header().Set("Content-Usage", "train-ai=n;exceptions=cc-cr")
		fmt.Fprint(w, "hello")
	}))
	defer site.Close()

	// One Fetcher serves a whole program. AllowPrivate is for this example alone,
	// whose site is on this machine.
	fetcher, err := gather.NewFetcher(gather.Options{AllowPrivate: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, path := range []string{"/page", "/private"} {
		asset, err := fetcher.Fetch(context.Background(), site.URL+path)
		if e, ok := err.(*gather.Error); ok {
			fmt.Println(path, e.Code)
		}
		for _, a := range asset.Artifacts {
			fmt.Println(path, a.Status, len(a.Body), "bytes")
		}
	}
	// Output:
	// /page 200 59 bytes
	// /page 200 5 bytes
	// /private fetch-robots-disallowed
	// /private 200 59 bytes
}

func ExampleURL() {
	for _, text := range []string{"example.com", "Bücher.example/a b#top", "ftp://example.com"} {
		url, err := gather.URL(text)
		fmt.Println(url, err)
	}
	// Output:
	// https://example.com/ <nil>
	// https://xn--bcher-kva.example/a%20b <nil>
	//  ftp://example.com: fetch-url: Only http and https are fetched.
}
