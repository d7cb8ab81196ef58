// Command harbour serves a small photograph archive on this machine, and makes
// the captures in this folder from what it serves:
//
//	go run ./examples/harbour serve             # http://127.0.0.1:8931/
//	go run ./examples/harbour capture DIRECTORY # tide.http, robots.txt, harbour.warc.gz
//
// It shows every way in which Proviso reads a site today: rules in robots.txt for
// everyone, for a path and for one crawler, and a header that is stricter than
// both. The site is ours and in the public domain (CC0-1.0).
package main

import (
	"bufio"
	"bytes"
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httputil"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/proviso-signals/proviso/warc"
)

//go:embed site
var site embed.FS

const address = "127.0.0.1:8931"

func main() {
	var err error
	switch {
	case len(os.Args) == 2 && os.Args[1] == "serve":
		fmt.Println("serving http://" + address + "/ until interrupted")
		err = http.ListenAndServe(address, handler())
	case len(os.Args) == 3 && os.Args[1] == "capture":
		err = capture(os.Args[2])
	default:
		err = fmt.Errorf("usage: harbour serve | harbour capture DIRECTORY")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "harbour:", err)
		os.Exit(1)
	}
}

func handler() http.Handler {
	pages, err := fs.Sub(site, "site")
	if err != nil {
		panic(err) // the folder is embedded
	}
	files := http.FileServerFS(pages)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/photos/") {
			w.Header().Add("Content-Usage", "train-ai=n;exceptions=cc-cr-ec")
			w.Header().Add("Content-Usage", "ai-use=n;exceptions=cc-cr")
		}
		files.ServeHTTP(w, r)
	})
}

// captured is the host that captures are made under: the names of the reserved
// domain "example" belong to nobody (RFC 2606).
const captured = "http://harbour.example"

// capture fetches the site over a real connection and keeps what came back.
func capture(folder string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler()}
	go server.Serve(listener)
	defer server.Shutdown(context.Background())

	var archive bytes.Buffer
	out := warc.NewGzipWriter(&archive)
	for _, path := range []string{"/robots.txt", "/", "/photos/tide.html", "/press/kit.html", "/drafts/plan.html", "/missing.html"} {
		response, err := get(listener.Addr().String(), path)
		if err != nil {
			return err
		}
		if err := out.Response(captured+path, when, response); err != nil {
			return err
		}
		switch path {
		case "/photos/tide.html":
			err = os.WriteFile(filepath.Join(folder, "tide.http"), response, 0o644)
		case "/robots.txt":
			_, body, _ := bytes.Cut(response, []byte("\r\n\r\n"))
			err = os.WriteFile(filepath.Join(folder, "robots.txt"), body, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(folder, "harbour.warc.gz"), archive.Bytes(), 0o644)
}

// when is the time that captures bear, so that making them again changes nothing.
var when = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// get gives the bytes of a response as they come over the wire, except the date.
func get(address, path string) ([]byte, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: harbour.example\r\nConnection: close\r\n\r\n", path)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	response.Header.Set("Date", when.Format(http.TimeFormat))
	response.Header.Del("Last-Modified")
	response.Close = false
	dump, err := httputil.DumpResponse(response, true)
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return nil, err
	}
	return dump, nil
}
