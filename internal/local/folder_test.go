//go:build !windows

package local

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/local/places"
)

func TestDataFolderIsMadePrivate(t *testing.T) {
	h := newHome(t)
	if err := os.MkdirAll(h.data(), 0o755); err != nil {
		t.Fatal(err)
	}
	h.open(h.config())
	if info, err := os.Stat(h.data()); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the data folder: %v, %v", info.Mode(), err)
	}
	for _, name := range []string{"host.lock", "host.json"} {
		if info, err := os.Stat(filepath.Join(h.data(), name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestForeignDataFolderIsRefused(t *testing.T) {
	h := newHome(t)
	if err := os.MkdirAll(h.data(), 0o700); err != nil {
		t.Fatal(err)
	}
	c := h.config()
	c.Environment.UID++ // the folder is another user's from there
	_, err := Open(t.Context(), c)
	e, ok := errors.AsType[*api.Error](err)
	if !ok || e.Kind != api.KindUnreadable || !strings.Contains(e.Message, "belongs to another user") || e.Hint == "" {
		t.Errorf("error %v", err)
	}
	if _, err := Inspect(t.Context(), c); err == nil || !strings.Contains(err.Error(), "belongs to another user") {
		t.Errorf("status: %v", err)
	}
}

// Whoever else made the folder that takes the place of a home may have put
// anything into it.
func TestAStrangersPlaceOfAHomeIsRefused(t *testing.T) {
	h := newHome(t)
	env := h.config().Environment
	if err := SecureTemp(places.Find(env), env.UID); err != nil {
		t.Fatalf("with a home: %v", err)
	}
	if err := SecureTemp(places.Places{Temp: filepath.Join(t.TempDir(), "no temporary files", "docextract")}, env.UID); err != nil {
		t.Errorf("where nothing can be: %v", err)
	}
	h.vars["XDG_DATA_HOME"] = filepath.Join(h.vars["HOME"], "data") // the cache and the settings are not there
	delete(h.vars, "HOME")
	p := places.Find(env)
	if err := os.Mkdir(p.Temp, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(p.Temp, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"open":           func() error { _, err := Open(t.Context(), h.config()); return err }(),
		"open to all":    SecureTemp(p, env.UID),
		"another user's": SecureTemp(p, env.UID+1),
	} {
		e, ok := errors.AsType[*api.Error](err)
		if !ok || e.Kind != api.KindUnreadable || !strings.Contains(e.Message, p.Temp) || !strings.Contains(e.Hint, "HOME") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNoHome(t *testing.T) {
	h := newHome(t)
	delete(h.vars, "HOME")
	c := h.config()
	var warnings []string
	c.Warn = func(w string) { warnings = append(warnings, w) }
	h.open(c)
	if !strings.HasPrefix(h.data(), h.vars["TMPDIR"]) {
		t.Errorf("the data folder is %s", h.data())
	}
	if len(warnings) != 1 || !strings.Contains(warnings[0], "temporary") {
		t.Errorf("warnings: %q", warnings)
	}
}

// Somebody else may have made the folder that a user without a home needs.
func TestNoHomeAndATrap(t *testing.T) {
	h := newHome(t)
	delete(h.vars, "HOME")
	trap := t.TempDir()
	if err := os.Symlink(trap, filepath.Dir(h.data())); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), h.config()); err == nil || !strings.Contains(err.Error(), "is not a folder") {
		t.Errorf("error %v", err)
	}
	if left, err := os.ReadDir(trap); err != nil || len(left) != 0 {
		t.Errorf("written into the trap: %v, %v", left, err)
	}
}

func TestChooseSocket(t *testing.T) {
	h := newHome(t)
	root := h.vars["HOME"]
	mkdir := func(name string, mode os.FileMode) string {
		path := filepath.Join(root, name)
		if err := os.Mkdir(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	private, open := mkdir("private", 0o700), mkdir("open", 0o755)
	link := filepath.Join(root, "link")
	if err := os.Symlink(private, link); err != nil {
		t.Fatal(err)
	}
	deep := mkdir(strings.Repeat("d", 100), 0o700)
	file := filepath.Join(root, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(root, "fresh")
	last := places.Folder{Path: private}
	tests := []struct {
		name  string
		first places.Folder
		want  string // "" for the last resort
	}{
		{"a private folder", places.Folder{Path: private}, private},
		{"a folder open to others", places.Folder{Path: open}, ""},
		{"a folder of ours open to others", places.Folder{Path: open, Ours: true}, ""},
		{"a link", places.Folder{Path: link, Ours: true}, ""},
		{"a file", places.Folder{Path: file, Ours: true}, ""},
		{"too long a path", places.Folder{Path: deep, Ours: true}, ""},
		{"a folder of the system's that is not there", places.Folder{Path: filepath.Join(root, "absent")}, ""},
		{"a folder of ours that is not there", places.Folder{Path: fresh, Ours: true}, fresh},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := tt.want
			if want == "" {
				want = private
			}
			got, err := chooseSocket([]places.Folder{tt.first, last}, "/data", os.Getuid())
			if err != nil || filepath.Dir(got) != want {
				t.Errorf("socket %s, %v; want it in %s", got, err, want)
			}
		})
	}
	if _, err := chooseSocket([]places.Folder{{Path: open}, {Path: private}}, "/data", os.Getuid()+1); err == nil {
		t.Error("a folder of another user was taken")
	}
}

func TestSocketsOfTwoDataFoldersDiffer(t *testing.T) {
	t.Parallel()
	if socketName("/a") == socketName("/b") {
		t.Error("two data folders share a socket")
	}
}

// A home so deep that no socket fits below it still has a server, and others
// find it by the notice although their own environment says otherwise.
func TestDeepHome(t *testing.T) {
	h := newHome(t)
	deep := filepath.Join(h.vars["HOME"], strings.Repeat("deep/", 30))
	h.vars["HOME"], h.vars["TMPDIR"] = deep, filepath.Join(deep, "tmp")
	h.open(h.config())
	n, err := readNotice(h.folder())
	if err != nil || len(n.Socket) > maxSocketPath {
		t.Fatalf("notice %+v, %v", n, err)
	}
	run := t.TempDir()
	if err := os.Chmod(run, 0o700); err != nil {
		t.Fatal(err)
	}
	h.vars["XDG_RUNTIME_DIR"] = run
	second := h.open(h.config())
	if l, err := second.link(t.Context()); err != nil || l.host != nil {
		t.Errorf("the second is a host, too: %v", err)
	}
}
