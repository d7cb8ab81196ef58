// Package sqlite keeps the records of checks in one file of SQLite: what a single machine
// needs, with nothing to install. PostgreSQL (package postgres) is for more than one.
//
//	s, err := sqlite.Open("/var/lib/proviso/checks.db", sqlite.Options{})
//
// The file is in WAL mode, with two files beside it while it is open: it must lie on a disk
// of this machine, not on a network's. Copy it while it is in use with "sqlite3 checks.db
// '.backup copy.db'". Every put is on the disk before it is acknowledged; puts that come at
// the same time share one write (writer.go). Readers wait for no writer. Several processes
// may use one file.
//
// The driver is modernc.org/sqlite, which needs no cgo.
package sqlite

import (
	"context"
	"database/sql"
	"io/fs"
	"runtime"
	"sync"
	"time"

	"github.com/proviso-signals/proviso/store"
)

// Memory is the path of a store that lives in memory and ends with Close: for tests.
const Memory = ":memory:"

// Options are what can be chosen about a store. The zero value is good.
type Options struct {
	// Readers is how many questions are answered at the same time, each by a connection
	// of its own with a cache of 2 MB. 0 stands for two for each processor, but at least
	// four. In memory there is one, which writes as well.
	Readers int
	// Busy is how long to wait for another process that has the file, before giving up.
	// 0 stands for five seconds.
	Busy time.Duration
}

func (o Options) readers() int {
	if o.Readers > 0 {
		return o.Readers
	}
	return max(4, 2*runtime.GOMAXPROCS(0))
}

func (o Options) busy() time.Duration {
	if o.Busy > 0 {
		return o.Busy
	}
	return 5 * time.Second
}

// Store is a store in a file. Open makes one.
type Store struct {
	path string      // "" for memory
	file fs.FileInfo // what was opened, to see whether it is still there

	w, r                 *sql.DB // one connection that writes, and those that read
	put                  *sql.Stmt
	get, latest, history *sql.Stmt

	jobs    chan *job     // for the writer
	written chan struct{} // closed when the writer has ended

	using  sync.RWMutex // held for reading by whoever uses the store
	closed bool
}

var _ store.Store = (*Store)(nil)

// Open opens the store in a file, and makes it if there is none, with its folder: both for
// nobody else to read. A store of an older Proviso is brought up to date; one of a newer
// Proviso is refused (store.ErrNewer), and so is a database that is not a store.
func Open(path string, o Options) (*Store, error) {
	s := &Store{jobs: make(chan *job), written: make(chan struct{})}
	if path != Memory {
		if err := s.find(path); err != nil {
			return nil, err
		}
	}
	if err := s.connect(o); err != nil {
		s.disconnect()
		return nil, failed(err)
	}
	go s.write()
	return s, nil
}

func (s *Store) connect(o Options) (err error) {
	if s.w, err = pool(dsn(s.path, o, false), 1); err != nil {
		return err
	}
	ctx := context.Background()
	if err = s.prepareFile(ctx, steps()); err != nil {
		return err
	}
	s.r = s.w
	if s.path != "" {
		if s.r, err = pool(dsn(s.path, o, true), o.readers()); err != nil {
			return err
		}
	}
	for _, p := range []struct {
		stmt **sql.Stmt
		db   *sql.DB
		text string
	}{{&s.put, s.w, putText}, {&s.get, s.r, getText}, {&s.latest, s.r, latestText}, {&s.history, s.r, historyText}} {
		if *p.stmt, err = p.db.PrepareContext(ctx, p.text); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) disconnect() (err error) {
	if s.r != nil && s.r != s.w {
		err = s.r.Close()
	}
	if s.w != nil { // last: it brings what is in the log into the file
		if e := s.w.Close(); err == nil {
			err = e
		}
	}
	return err
}

// use begins a use of the store, which Close waits for.
func (s *Store) use() (end func(), err error) {
	s.using.RLock()
	if s.closed {
		s.using.RUnlock()
		return nil, store.ErrClosed
	}
	return s.using.RUnlock, nil
}

// Close implements store.Store. Where no other process has the store open, one file is left
// and no others beside it.
func (s *Store) Close() error {
	s.using.Lock()
	defer s.using.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	close(s.jobs) // nobody sends, since nobody uses the store
	<-s.written
	return failed(s.disconnect())
}
