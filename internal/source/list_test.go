package source_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/source"
)

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
		got, err := source.ReadList(iotest.OneByteReader(strings.NewReader(tt.text)), tt.null)
		for i := range got {
			got[i] = filepath.ToSlash(got[i])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
}

func TestAListThatIsNone(t *testing.T) {
	if _, err := source.ReadList(strings.NewReader("a\x00b\x00"), false); err == nil || !strings.Contains(err.Error(), "--null") {
		t.Errorf("a list for --null: %v", err)
	}
	long := strings.Repeat("x", 70_000)
	for _, null := range []bool{true, false} {
		if _, err := source.ReadList(strings.NewReader("a"+map[bool]string{true: "\x00", false: "\n"}[null]+long), null); err == nil || !strings.Contains(err.Error(), "name 2") {
			t.Errorf("a name without end: %v", err)
		}
	}
	broken := errors.New("broken")
	if _, err := source.ReadList(iotest.ErrReader(broken), false); !errors.Is(err, broken) {
		t.Errorf("a reader that fails: %v", err)
	}
}

func FuzzReadList(f *testing.F) {
	f.Add("a.pdf\n-\n", false)
	f.Add("a.pdf\x00b\n", true)
	f.Fuzz(func(t *testing.T, text string, null bool) {
		names, err := source.ReadList(strings.NewReader(text), null)
		for _, name := range names {
			if err != nil || name == "" || name == source.Stdin || strings.Contains(name, "\x00") {
				t.Fatalf("%q, %v", names, err)
			}
		}
	})
}

// TestFindWhatIsListed keeps the folders of names below the current one.
func TestFindWhatIsListed(t *testing.T) {
	tree(t, map[string]string{"z.pdf": "", "a/x.pdf": "", "b/x.pdf": "", "c/d/y.pdf": "", "c/d/y.txt": "no"})
	outside := filepath.Join(t.TempDir(), "far.pdf")
	found, err := source.Find([]string{"z.pdf"}, source.Options{Listed: []string{"./a/x.pdf", "b/x.pdf", "c/d", "missing/m.pdf", outside, "../" + base(t) + "/z.pdf"}})
	if err != nil {
		t.Fatal(err)
	}
	var rels []string
	for _, f := range found.Files {
		rels = append(rels, filepath.ToSlash(f.Rel))
	}
	if diff := cmp.Diff([]string{"z.pdf", "a/x.pdf", "b/x.pdf", "c/d/y.pdf", "missing/m.pdf", "far.pdf", "z.pdf"}, rels); diff != "" {
		t.Error(diff)
	}
	if found.Skipped != 1 || found.Single || !found.Files[3].InFolder || found.Files[4].InFolder {
		t.Errorf("got %+v", found)
	}
	for _, listed := range [][]string{{}, {"z.pdf"}} {
		if found, err := source.Find(nil, source.Options{Listed: listed}); err != nil || found.Single || len(found.Files) != len(listed) {
			t.Errorf("a list of %d: %+v, %v", len(listed), found, err)
		}
	}
}
