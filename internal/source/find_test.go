package source_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/source"
)

// tree writes files below a folder, which becomes the current one.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func find(t *testing.T, exclude string, args ...string) *source.Found {
	t.Helper()
	return collect(t, args, source.Options{Apart: []string{exclude}})
}

func collect(t *testing.T, args []string, opts source.Options) *source.Found {
	t.Helper()
	found, err := source.Collect(t.Context(), args, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := found.Close(); err != nil {
			t.Error(err)
		}
	})
	return found
}

// files gathers what was found.
func files(t *testing.T, f *source.Found) []source.File {
	t.Helper()
	var out []source.File
	for file, err := range f.Files() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, file)
	}
	if len(out) != f.Len() {
		t.Errorf("%d files of %d", len(out), f.Len())
	}
	return out
}

func paths(t *testing.T, f *source.Found) []string {
	t.Helper()
	var out []string
	for _, file := range files(t, f) {
		out = append(out, filepath.ToSlash(file.Path))
	}
	return out
}

func TestFindInAFolder(t *testing.T) {
	tree(t, map[string]string{
		"in/b.pdf": "", "in/a.PDF": "", "in/10.jpeg": "", "in/9.tiff": "", "in/c.xml": "", "in/d.heic": "",
		"in/notes.txt": "call them", "in/archive.zip": "PK", "in/empty": "", "in/scan": "\n\n%PDF-1.7", "in/picture": "\xff\xd8\xff\xe0",
		"in/sub/e.webp": "", "in/sub/deeper/f.bmp": "", "in/sub/README.md": "# hi",
		"in/.hidden.pdf": "", "in/.git/g.pdf": "", "in/out/h.pdf": "", "elsewhere/i.pdf": "",
	})
	if runtime.GOOS != "windows" {
		for link, to := range map[string]string{"in/link.pdf": "b.pdf", "in/linked": "../elsewhere", "in/dangling.pdf": "nowhere"} {
			if err := os.Symlink(to, link); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := []string{
		"in/10.jpeg", "in/9.tiff", "in/a.PDF", "in/b.pdf", "in/c.xml", "in/d.heic", "in/picture", "in/scan",
		"in/sub/deeper/f.bmp", "in/sub/e.webp",
	}
	found := find(t, "in/out", "in")
	if diff := cmp.Diff(want, paths(t, found)); diff != "" {
		t.Error(diff)
	}
	if found.Single {
		t.Error("a folder is not one document")
	}
	if runtime.GOOS != "windows" && found.Skipped != 8 { // notes, archive, empty, README, .hidden, three links
		t.Errorf("%d skipped", found.Skipped)
	}
	for _, f := range files(t, found) {
		if !f.InFolder || filepath.Join("in", f.Rel) != f.Path {
			t.Errorf("got %+v", f)
		}
	}
}

func TestFindTheOrderGiven(t *testing.T) {
	tree(t, map[string]string{"z.txt": "", "in/b.pdf": "", "in/a.pdf": "", ".h.pdf": ""})
	found := find(t, "", "z.txt", "in", "-", ".h.pdf", "missing.pdf", "z.txt")
	want := []string{"z.txt", "in/a.pdf", "in/b.pdf", "-", ".h.pdf", "missing.pdf", "z.txt"}
	if diff := cmp.Diff(want, paths(t, found)); diff != "" || found.Skipped != 0 || found.Single {
		t.Errorf("%+v %s", found, diff)
	}
	if f := files(t, found)[0]; f.InFolder || f.Rel != "z.txt" {
		t.Errorf("got %+v", f)
	}
}

func TestFindOne(t *testing.T) {
	tree(t, map[string]string{"in/only.pdf": "", "a.pdf": ""})
	for arg, want := range map[string]bool{"a.pdf": true, "-": true, "missing": true, "in": false} {
		if got := find(t, "", arg).Single; got != want {
			t.Errorf("%s: single %t", arg, got)
		}
	}
}

func TestFindInDotAndEmpty(t *testing.T) {
	tree(t, map[string]string{"a.pdf": "", "in/b.pdf": ""})
	if diff := cmp.Diff([]string{"a.pdf", "in/b.pdf"}, paths(t, find(t, "", "."))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"../" + base(t) + "/in/b.pdf"}, paths(t, find(t, "", "../"+base(t)+"/in/"))); diff != "" {
		t.Error(diff)
	}
	if err := os.Mkdir("nothing", 0o755); err != nil {
		t.Fatal(err)
	}
	if found := find(t, "", "nothing"); found.Len() != 0 || found.Single {
		t.Errorf("got %+v", found)
	}
}

func base(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Base(dir)
}

// TestFindALinkNamedOutright follows it, since it was named.
func TestFindALinkNamedOutright(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege on Windows")
	}
	tree(t, map[string]string{"real/a.pdf": ""})
	if err := os.Symlink("real", "link"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"link/a.pdf"}, paths(t, find(t, "", "link"))); diff != "" {
		t.Error(diff)
	}
}

// TestFindAFolderThatIsClosed makes it one failing document among the others.
func TestFindAFolderThatIsClosed(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("every folder is open to this user")
	}
	tree(t, map[string]string{"in/a.pdf": "", "in/closed/b.pdf": "", "in/z.pdf": ""})
	if err := os.Chmod("in/closed", 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod("in/closed", 0o755) })
	if diff := cmp.Diff([]string{"in/a.pdf", "in/closed", "in/z.pdf"}, paths(t, find(t, "", "in"))); diff != "" {
		t.Error(diff)
	}
}
