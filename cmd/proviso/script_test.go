package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"proviso": main})
}

// TestScripts runs the command lines in testdata as a person types them. Each
// script has a server of its own at $SITE, whose files are the script's, with
// Content-Usage taken from a file NAME.usage beside NAME.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": scriptStatus,
			"cut":    scriptCut,
		},
		Setup: func(env *testscript.Env) error {
			server := httptest.NewServer(serveFiles(env.WorkDir + "/site"))
			env.Defer(server.Close)
			examples, err := filepath.Abs("../../examples")
			if err != nil {
				return err
			}
			env.Setenv("SITE", server.URL)
			env.Setenv("EXAMPLES", examples)
			env.Setenv("NO_COLOR", "1")
			return nil
		},
	})
}

// scriptStatus runs a program and wants one exit code: status 4 proviso check …
func scriptStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status code program [argument ...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// scriptCut keeps the first bytes of a file: cut from count to.
func scriptCut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: cut from count to")
	}
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), b[:n], 0o644))
}

// serveFiles serves a folder, with what NAME.usage says in the header of NAME.
func serveFiles(folder string) http.Handler {
	files := http.FileServer(http.Dir(folder))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if usage, err := os.ReadFile(folder + r.URL.Path + ".usage"); err == nil {
			w.Header().Set("Content-Usage", string(usage[:len(usage)-1]))
		}
		files.ServeHTTP(w, r)
	})
}

// TestInterrupted: an interrupted run ends with 130 and says so.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errs discard
	if code := run(ctx, []string{"check", "--allow-private", "http://127.0.0.1:1/"}, streams{nil, &out, &errs}); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
}

type discard struct{}

func (*discard) Write(b []byte) (int, error) { return len(b), nil }
