package postgres_test

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// server is the URL of a PostgreSQL for tests, or empty with a reason.
var server, noServer string

// TestMain has a PostgreSQL to test against: that of the URL in PROVISO_POSTGRES, whose user
// must be allowed to make schemas and databases, or one of its own
// out of the Debian packages, in a folder of its own and on a socket in it.
func TestMain(m *testing.M) {
	os.Exit(func() int {
		if server = os.Getenv("PROVISO_POSTGRES"); server != "" {
			return m.Run()
		}
		stop, err := start()
		if err != nil {
			noServer = err.Error()
		}
		defer stop()
		return m.Run()
	}())
}

// start makes a cluster and starts a server on it.
func start() (stop func(), err error) {
	stop = func() {}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return stop, fmt.Errorf("no PostgreSQL here: apt-get install postgresql, or name one in PROVISO_POSTGRES")
	}
	slices.SortFunc(found, func(a, b string) int { return major(a) - major(b) })
	bin := filepath.Dir(found[len(found)-1])
	dir, err := os.MkdirTemp("", "proviso-pg") // short: the path of a socket has about 100 bytes
	if err != nil {
		return stop, err
	}
	stop = func() { _ = os.RemoveAll(dir) }
	if err := giveAway(dir); err != nil {
		return stop, err
	}
	data := filepath.Join(dir, "data")
	if out, err := as(dir, filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust",
		"-E", "UTF8", "--locale=C", "--no-sync").CombinedOutput(); err != nil {
		return stop, fmt.Errorf("initdb: %w: %s", err, out)
	}
	// Tests need not survive a loss of power. The time zone is an odd one on purpose.
	postgres := as(dir, filepath.Join(bin, "postgres"), "-D", data, "-k", dir, "-c", "listen_addresses=",
		"-c", "fsync=off", "-c", "timezone=Asia/Kathmandu", "-c", "max_connections=200")
	var out bytes.Buffer
	postgres.Stdout, postgres.Stderr = &out, &out
	if err := postgres.Start(); err != nil {
		return stop, err
	}
	stop = func() {
		_ = postgres.Process.Signal(os.Interrupt) // fast shutdown
		_ = postgres.Wait()
		_ = os.RemoveAll(dir)
	}
	server = "postgres:///postgres?user=postgres&host=" + url.QueryEscape(dir)
	for range 200 {
		if err = ping(); err == nil {
			return stop, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	stop()
	return func() {}, fmt.Errorf("the server does not answer: %w: %s", err, out.String())
}

// major is the version of PostgreSQL in the path of its programs.
func major(initdb string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(initdb))))
	return n
}

// giveAway gives a folder to the user of as.
func giveAway(dir string) error {
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return err
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	return os.Chown(dir, uid, gid)
}

// as makes a command that does not run as root, whom PostgreSQL refuses.
func as(dir, name string, args ...string) *exec.Cmd {
	if os.Getuid() == 0 {
		args = append([]string{"--reuid=postgres", "--regid=postgres", "--clear-groups", name}, args...)
		name = "setpriv"
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	return cmd
}

func ping() error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	c, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	defer c.Close(ctx)
	return c.Ping(ctx)
}

var places atomic.Int64

// place makes an empty schema for a test, and gives the URL that leads into it.
func place(t testing.TB) string {
	t.Helper()
	if noServer != "" {
		t.Skip("NOT TESTED: ", noServer)
	}
	name := fmt.Sprintf("proviso_test_%d_%d", os.Getpid(), places.Add(1))
	run(t, server, "CREATE SCHEMA "+name)
	t.Cleanup(func() { run(t, server, "DROP SCHEMA "+name+" CASCADE") })
	separator := "?"
	if strings.Contains(server, "?") {
		separator = "&"
	}
	return server + separator + "search_path=" + name
}

// run runs SQL as somebody else than the store.
func run(t testing.TB, url, text string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	if _, err := c.PgConn().Exec(ctx, text).ReadAll(); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}
