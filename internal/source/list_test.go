package source_test

import (
	"errors"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/source"
)

// read gathers the names of a list, up to an error.
func read(r io.Reader, null bool) (names []string, err error) {
	for name, err := range source.ReadList(r, null) {
		if err != nil {
			return names, err
		}
		names = append(names, name)
	}
	return names, nil
}

func TestReadList(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		null bool
		want []string
	}{
		"nothing":         {"", false, nil},
		"lines":           {"a.pdf\nin/b c.pdf\n", false, []string{"a.pdf", "in/b c.pdf"}},
		"no end":          {"a.pdf\nb.pdf", false, []string{"a.pdf", "b.pdf"}},
		"empty lines":     {"\n\na.pdf\n\n", false, []string{"a.pdf"}},
		"of Windows":      {"a.pdf\r\nb.pdf\r\n", false, []string{"a.pdf", "b.pdf"}},
		"a file called -": {"-\n--x\n", false, []string{"./-", "--x"}},
		"null":            {"a\nb.pdf\x00 c.pdf \x00\x00d.pdf", true, []string{"a\nb.pdf", " c.pdf ", "d.pdf"}},
		"null, all ended": {"a.pdf\x00", true, []string{"a.pdf"}},
	} {
		got, err := read(iotest.OneByteReader(strings.NewReader(tt.text)), tt.null)
		for i := range got {
			got[i] = filepath.ToSlash(got[i])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
}

func TestAListThatIsNone(t *testing.T) {
	if _, err := read(strings.NewReader("a\x00b\x00"), false); err == nil || !strings.Contains(err.Error(), "--null") {
		t.Errorf("a list for --null: %v", err)
	}
	long := strings.Repeat("x", 70_000)
	for _, null := range []bool{true, false} {
		if _, err := read(strings.NewReader("a"+map[bool]string{true: "\x00", false: "\n"}[null]+long), null); err == nil || !strings.Contains(err.Error(), "name 2") {
			t.Errorf("a name without end: %v", err)
		}
	}
	broken := errors.New("broken")
	if _, err := read(iotest.ErrReader(broken), false); !errors.Is(err, broken) {
		t.Errorf("a reader that fails: %v", err)
	}
}

func FuzzReadList(f *testing.F) {
	f.Add("a.pdf\n-\n", false)
	f.Add("a.pdf\x00b\n", true)
	f.Fuzz(func(t *testing.T, text string, null bool) {
		names, err := read(strings.NewReader(text), null)
		for _, name := range names {
			if name == "" || name == source.Stdin || strings.Contains(name, "\x00") {
				t.Fatalf("%q, %v", names, err)
			}
		}
	})
}

// TestFindWhatIsListed keeps the folders of names below the current one.
func TestFindWhatIsListed(t *testing.T) {
	tree(t, map[string]string{"z.pdf": "", "a/x.pdf": "", "b/x.pdf": "", "c/d/y.pdf": "", "c/d/y.txt": "no"})
	outside := filepath.Join(t.TempDir(), "far.pdf")
	found := collect(t, []string{"z.pdf"}, source.Options{Listed: list("./a/x.pdf", "b/x.pdf", "c/d", "missing/m.pdf", outside, "../"+base(t)+"/z.pdf")})
	var rels []string
	all := files(t, found)
	for _, f := range all {
		rels = append(rels, filepath.ToSlash(f.Rel))
	}
	if diff := cmp.Diff([]string{"z.pdf", "a/x.pdf", "b/x.pdf", "c/d/y.pdf", "missing/m.pdf", "far.pdf", "z.pdf"}, rels); diff != "" {
		t.Error(diff)
	}
	if found.Skipped != 1 || found.Single || !all[3].InFolder || all[4].InFolder {
		t.Errorf("got %+v", found)
	}
	for _, names := range [][]string{nil, {"z.pdf"}} {
		if found := collect(t, nil, source.Options{Listed: list(names...)}); found.Single || found.Len() != len(names) {
			t.Errorf("a list of %d: %+v", len(names), found)
		}
	}
	broken := errors.New("broken")
	failing := func(yield func(string, error) bool) { _ = yield("z.pdf", nil) && yield("", broken) }
	if _, err := source.Collect(t.Context(), nil, source.Options{Listed: failing}); !errors.Is(err, broken) {
		t.Errorf("a list that breaks off: %v", err)
	}
}

func list(names ...string) iter.Seq2[string, error] {
	return source.ReadList(strings.NewReader(strings.Join(names, "\n")), false)
}
