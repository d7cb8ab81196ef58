package storetest

import (
	"bytes"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/store"
)

// Bench measures a store with answers of a usual size, 8 KB, by as many at once as there
// are processors, and puts also by 64 at once, as a server has them.
func Bench(b *testing.B, open func(testing.TB) store.Store) {
	s := open(b)
	b.Cleanup(func() { _ = s.Close() })
	const urls, each = 500, 4
	usual := bytes.Repeat([]byte(`{"text":"Content-Usage: train-ai=n"},`), 8<<10/37)
	of := func(i int) *store.Record {
		r := record(fmt.Sprintf("https://museum.example/%d", i%urls), i)
		r.Answer = append(r.Answer, usual...)
		return r
	}
	ids := make([]string, urls*each)
	together(b, len(ids), func(i int) error {
		r := of(i)
		err := s.Put(b.Context(), r)
		ids[i] = r.ID
		return err
	})
	var n atomic.Int64
	run := func(name, unit string, parallel int, do func(i int) error) {
		b.Run(name, func(b *testing.B) {
			b.SetParallelism(parallel)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if err := do(int(n.Add(1))); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), unit)
			b.ReportMetric(0, "ns/op")
		})
	}
	ctx := b.Context()
	run("get", "gets/s", 1, func(i int) error { _, err := s.Get(ctx, ids[i%len(ids)]); return err })
	run("latest", "latest/s", 1, func(i int) error { _, err := s.Latest(ctx, of(i).URL); return err })
	run("history", "histories/s", 1, func(i int) error { _, err := s.History(ctx, of(i).URL, time.Time{}, 50); return err })
	run("put", "puts/s", 1, func(i int) error { return s.Put(ctx, of(i)) })
	run("put-of-64", "puts/s", 64, func(i int) error { return s.Put(ctx, of(i)) })
}
