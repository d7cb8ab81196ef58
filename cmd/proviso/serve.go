package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/store/sqlite"
	"github.com/proviso-signals/proviso/web"
)

// serving holds what serve is asked.
type serving struct {
	streams
	listen, origin, data, contact string
	proxies                       int
	allowPrivate                  bool
}

func newServe(s streams) *cobra.Command {
	k := &serving{streams: s}
	cmd := &cobra.Command{
		Use:   "serve [flags]",
		Short: "Serve the pages: choose, check, and read statements in a browser",
		Long: `Serve is the face of Proviso for people who do not live in a terminal: a chooser, a
checker for any address, a page for every statement, and an interface for programs with
its documentation. Everything is in this one program; nothing is taken from elsewhere,
no cookie is set and nobody is followed.

What was checked is kept in one file of SQLite. Addresses that are not on the public
internet are refused, unless --allow-private says otherwise: do not say it where
strangers can ask.`,
		Example: `  proviso serve
  proviso serve --listen 0.0.0.0:8080 --origin https://proviso.example --proxies 1`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return k.run(cmd.Context()) },
	}
	f := cmd.Flags()
	f.StringVar(&k.listen, "listen", "127.0.0.1:8731", "`address` to listen at")
	f.StringVar(&k.origin, "origin", "", "`URL` under which people reach it, such as https://proviso.example")
	f.StringVar(&k.data, "data", "", "the `file` that keeps what was checked (default in the user's cache folder)")
	f.StringVar(&k.contact, "contact", "", "`URL` or address named in the User-Agent, for complaints")
	f.IntVar(&k.proxies, "proxies", 0, "how many proxies of yours are in front, each adding to X-Forwarded-For")
	f.BoolVar(&k.allowPrivate, "allow-private", false, "also check addresses that are not on the public internet")
	return cmd
}

// Limits of a connection.
const (
	headerTime = 10 * time.Second
	idleTime   = 2 * time.Minute
	headerSize = 32 << 10
	// closingTime is how long checks that run may take when the server stops.
	closingTime = 20 * time.Second
)

func (k *serving) run(ctx context.Context) error {
	file, err := k.file()
	if err != nil {
		return failure{err}
	}
	kept, err := sqlite.Open(file, sqlite.Options{})
	if err != nil {
		return failure{err}
	}
	defer kept.Close()
	fetcher, err := gather.NewFetcher(gather.Options{AllowPrivate: k.allowPrivate, Contact: k.contact})
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(k.err, nil))
	face, err := web.New(web.Config{Store: kept, Fetcher: fetcher, Origin: k.origin, Proxies: k.proxies, Log: log})
	if err != nil {
		return failure{err}
	}
	listener, err := net.Listen("tcp", k.listen)
	if err != nil {
		return failure{err}
	}
	fmt.Fprintf(k.out, "Proviso is at http://%s/\nWhat is checked is kept in %s. Stop with Ctrl-C.\n", listener.Addr(), file)
	server := &http.Server{Handler: face, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: headerSize}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return failure{err}
	case <-ctx.Done():
	}
	closing, stop := context.WithTimeout(context.WithoutCancel(ctx), closingTime)
	defer stop()
	if err := errors.Join(server.Shutdown(closing), face.Close(closing)); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return failure{err}
	}
	return nil
}

// file is where answers are kept.
func (k *serving) file() (string, error) {
	if k.data != "" {
		return k.data, nil
	}
	folder, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no folder for what is checked: name one with --data (%w)", err)
	}
	return filepath.Join(folder, "proviso", "checks.db"), nil
}
