package source_test

import (
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/source"
)

func glob(t *testing.T, pattern string) source.Glob {
	t.Helper()
	g, err := source.ParseGlob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestGlob(t *testing.T) {
	for pattern, want := range map[string]struct{ yes, no string }{
		"*.pdf":         {"a.pdf in/a.pdf in/deep/.pdf", "a.PDF a.pdf/b.xml"},
		"drafts":        {"drafts in/drafts", "drafts/a.pdf mydrafts"},
		"drafts/":       {"drafts in/drafts", "drafts/a.pdf"},
		"/a.pdf":        {"a.pdf", "in/a.pdf"},
		"./a?.pdf":      {"ab.pdf in/ab.pdf", "a.pdf"},
		"2026/*.pdf":    {"2026/a.pdf", "2026/05/a.pdf in/2026/a.pdf a.pdf"},
		"2026/**":       {"2026 2026/a.pdf 2026/05/a.pdf", "2025/a.pdf"},
		"2026/**/*.pdf": {"2026/a.pdf 2026/05/a.pdf 2026/05/07/a.pdf", "2026/a.xml 2025/2026/a.pdf"},
		"**/2026/*":     {"2026/a.pdf in/2026/a.pdf", "2026/05/a.pdf"},
		"**/**/x/**/y":  {"x/y a/x/b/y a/b/x/y", "x/y/z y"},
		"**":            {"a.pdf in/a.pdf", ""},
		"[a-c]*/*.xml":  {"b/a.xml cc/z.xml", "d/a.xml"},
		`\*.pdf`:        {"*.pdf", "a.pdf"},
	} {
		g := glob(t, pattern)
		for rel := range strings.FieldsSeq(want.yes) {
			if !g.Match(rel) {
				t.Errorf("%s is not for %s", pattern, rel)
			}
		}
		for rel := range strings.FieldsSeq(want.no) {
			if g.Match(rel) {
				t.Errorf("%s is for %s", pattern, rel)
			}
		}
	}
}

func TestAGlobThatIsNone(t *testing.T) {
	for _, pattern := range []string{"", "/", "./", "[a", "in/[]", `a\`, "**/[z-"} {
		if _, err := source.ParseGlob(pattern); err == nil {
			t.Errorf("%q is taken", pattern)
		}
	}
}

// FuzzGlob wants an answer for every pattern, and the one of path.Match
// where there are no folders.
func FuzzGlob(f *testing.F) {
	f.Add("*.pdf", "a.pdf")
	f.Add("a/**/b/*", "a/x/y/b/c")
	f.Add(strings.Repeat("**/a/", 30)+"b", strings.Repeat("a/", 60))
	f.Fuzz(func(t *testing.T, pattern, rel string) {
		g, err := source.ParseGlob(pattern)
		if err != nil {
			return
		}
		got := g.Match(rel)
		plain := !strings.Contains(pattern, "/") && !strings.Contains(rel, "/") && !strings.Contains(pattern, "**")
		if want, err := path.Match(pattern, rel); plain && err == nil && got != want {
			t.Fatalf("got %t", got)
		}
	})
}

func TestFindWhatIsPicked(t *testing.T) {
	tree(t, map[string]string{
		"in/a.pdf": "", "in/a.xml": "", "in/drafts/b.pdf": "", "in/2026/c.pdf": "", "in/2026/05/d.pdf": "", "in/2026/notes.txt": "", "other.xml": "",
	})
	for name, tt := range map[string]struct {
		include, exclude, want []string
		skipped                int
	}{
		"all":            {want: []string{"other.xml", "in/2026/05/d.pdf", "in/2026/c.pdf", "in/a.pdf", "in/a.xml", "in/drafts/b.pdf"}, skipped: 1},
		"names":          {include: []string{"*.pdf"}, want: []string{"other.xml", "in/2026/05/d.pdf", "in/2026/c.pdf", "in/a.pdf", "in/drafts/b.pdf"}},
		"not a folder":   {exclude: []string{"drafts", "05"}, want: []string{"other.xml", "in/2026/c.pdf", "in/a.pdf", "in/a.xml"}, skipped: 1},
		"both":           {include: []string{"2026/**", "a.*"}, exclude: []string{"*.xml", "2026/*.txt"}, want: []string{"other.xml", "in/2026/05/d.pdf", "in/2026/c.pdf", "in/a.pdf"}},
		"no document":    {include: []string{"*.txt"}, want: []string{"other.xml"}, skipped: 1},
		"nothing at all": {exclude: []string{"**"}, want: []string{"other.xml"}},
	} {
		var opts source.Options
		for _, p := range tt.include {
			opts.Include = append(opts.Include, glob(t, p))
		}
		for _, p := range tt.exclude {
			opts.Exclude = append(opts.Exclude, glob(t, p))
		}
		found := collect(t, []string{"other.xml", "in"}, opts)
		if diff := cmp.Diff(tt.want, paths(t, found)); diff != "" || found.Skipped != tt.skipped {
			t.Errorf("%s: %d skipped %s", name, found.Skipped, diff)
		}
	}
}
