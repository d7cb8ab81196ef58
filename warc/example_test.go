package warc_test

import (
	"bytes"
	"fmt"
	"log"
	"time"

	"github.com/proviso-signals/proviso/warc"
)

func Example() {
	var file bytes.Buffer
	w := warc.NewGzipWriter(&file)
	captured := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	message := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Usage: train-ai=n\r\n\r\n<title>Hello</title>"
	if err := w.Response("https://example.com/", captured, []byte(message)); err != nil {
		log.Fatal(err)
	}

	for record, err := range warc.NewReader(&file).Records() {
		if err != nil {
			log.Print(err) // news about one record, or the end of the file
			continue
		}
		response, err := record.HTTP()
		if err != nil {
			log.Print(err)
			continue
		}
		body, cut := response.ReadPrefix(1 << 20)
		fmt.Println(record.TargetURI, record.Date.Format(time.DateOnly))
		fmt.Println(response.Status, response.Get("Content-Usage"))
		fmt.Printf("%s (cut: %v)\n", body, cut)
	}
	// Output:
	// https://example.com/ 2026-11-22
	// 200 train-ai=n
	// <title>Hello</title> (cut: false)
}
