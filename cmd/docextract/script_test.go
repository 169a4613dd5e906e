package main

import (
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/docextract/docextract/internal/local"
)

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(run())
	}
	// The detached local server is this executable started anew.
	if slices.Equal(os.Args[1:], local.HostArgs()) {
		os.Exit(run())
	}
	testscript.Main(m, map[string]func(){"docextract": func() { os.Exit(run()) }})
}

// TestScripts tells stories of the whole program, one a file.
func TestScripts(t *testing.T) {
	t.Parallel()
	cache := t.TempDir() // compiled modules, for all stories
	examples, err := filepath.Abs("../../docs/examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("XDG_RUNTIME_DIR", filepath.Join(env.WorkDir, "run"))
			env.Setenv("XDG_CACHE_HOME", cache)
			env.Setenv("EXAMPLES", examples)
			env.Setenv("TZ", "UTC")
			// No keyring of whoever runs the tests.
			env.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(env.WorkDir, "no-bus"))
			return errors.Join(
				os.Mkdir(filepath.Join(env.WorkDir, "home"), 0o700),
				os.Mkdir(filepath.Join(env.WorkDir, "run"), 0o700),
			)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"service":  startService,
			"freeport": freePort,
			"private":  private,
		},
	})
}

// exits runs a command and wants its exit code: exits CODE COMMAND ARG...
func exits(ts *testscript.TestScript, _ bool, args []string) {
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
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// freePort sets a variable to an address that nobody listens on.
func freePort(ts *testscript.TestScript, _ bool, args []string) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv(args[0], ln.Addr().String())
	ts.Check(ln.Close())
}

// private wants a file that only its owner can read.
func private(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if mode := info.Mode().Perm(); mode != 0o600 {
		ts.Fatalf("%s has the mode %o", args[0], mode)
	}
}
