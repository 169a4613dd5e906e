package fields

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/pdf"
	"github.com/docextract/docextract/internal/engine/ranker"
	"github.com/docextract/docextract/internal/engine/vatrates"
)

// TestCorpus measures the fields on the folders of real invoices below
// DOCEXTRACT_CORPUS, each with a truth.json: a file's name to its producer
// ("group") and its fields' values. With DOCEXTRACT_MISSES it prints every
// wrong field.
func TestCorpus(t *testing.T) {
	root := os.Getenv("DOCEXTRACT_CORPUS")
	if root == "" {
		t.Skip("DOCEXTRACT_CORPUS names no folder of real documents")
	}
	reader := pdf.New(pdf.Config{CacheDir: os.Getenv("DOCEXTRACT_CORPUS_CACHE")})
	t.Cleanup(func() { _ = reader.Close() })
	x, err := New(&ranker.Model{})
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"invoices-mixed", "invoices-pdf"} {
		t.Run(folder, func(t *testing.T) {
			folder := filepath.Join(root, folder)
			s := newScore()
			for name, want := range readTruth(t, folder) {
				if strings.EqualFold(filepath.Ext(name), ".pdf") {
					pages := readPages(t, reader, filepath.Join(folder, name))
					s.document(t, name, want, extract(x, pages, "invoice"))
				}
			}
			s.print(t)
			const floor = 0.8 // far below what is reached: only to notice a break
			if all := s.all(); all.share() < floor {
				t.Errorf("%.3f of all fields are right, less than %.1f", all.share(), floor)
			}
		})
	}
}

type truth struct {
	Group  string
	Fields map[string]*string
}

func readTruth(t *testing.T, folder string) map[string]truth {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]truth
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func readPages(t *testing.T, r *pdf.Reader, path string) []document.Page {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Read(t.Context(), f, info.Size())
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return d.Pages
}

func extract(x *Extractor, pages []document.Page, name string) map[string]api.Value {
	dt, _ := api.BuiltinType(name)
	reader := locale.NewReader(locale.Detect(pages))
	in := Input{Layout: layout.New(pages), Reader: reader}
	table := lineitems.Extract(in.Layout, reader)
	in.Sums = vatrates.Evidence(in.Layout, reader, table, vatrates.Extract(in.Layout, reader, table))
	found := map[string]api.Value{}
	for _, f := range x.Extract(in, dt) {
		found[f.Name] = f.Best()
	}
	return found
}

type count struct{ right, all int }

func (c *count) add(ok bool) {
	c.all++
	if ok {
		c.right++
	}
}

func (c *count) share() float64 { return float64(c.right) / float64(max(1, c.all)) }

type score struct {
	fields, groups map[string]*count
	nulls, sure    count
	bands          map[int]*count
}

func newScore() *score {
	return &score{fields: map[string]*count{}, groups: map[string]*count{}, bands: map[int]*count{}}
}

func (s *score) document(t *testing.T, name string, want truth, got map[string]api.Value) {
	t.Helper()
	group := want.Group
	if group == "" {
		group, _, _ = strings.Cut(name, "--")
	}
	for field, w := range want.Fields {
		v, known := got[field]
		if !known {
			continue
		}
		ok := same(field, v.Text, w)
		bump(s.fields, field, ok)
		bump(s.groups, group, ok)
		if w == nil {
			s.nulls.add(ok)
		}
		if v.Found() {
			bump(s.bands, int(v.Confidence*10), ok)
		}
		if v.Found() && v.Confidence >= 0.9 {
			s.sure.add(ok)
		}
		if !ok && os.Getenv("DOCEXTRACT_MISSES") != "" {
			t.Logf("%s: %s: want %s, got %q at %.2f", name, field, deref(w), v.String(), v.Confidence)
		}
	}
}

// all counts every field alike.
func (s *score) all() *count {
	sum := &count{}
	for _, c := range s.fields {
		sum.right += c.right
		sum.all += c.all
	}
	return sum
}

func bump[K comparable](m map[K]*count, key K, ok bool) {
	if m[key] == nil {
		m[key] = &count{}
	}
	m[key].add(ok)
}

func deref(s *string) string {
	if s == nil {
		return "nothing"
	}
	return strconv.Quote(*s)
}

// same compares as the field asks: amounts to the cent, dates to the day,
// the rest by letters and digits.
func same(field string, got, want *string) bool {
	if got == nil || want == nil {
		return got == nil && want == nil
	}
	switch field {
	case api.NetAmount, api.VATAmount, api.TotalAmount:
		g, err1 := strconv.ParseFloat(*got, 64)
		w, err2 := strconv.ParseFloat(*want, 64)
		return err1 == nil && err2 == nil && abs(g-w) < 0.006
	case api.IssueDate, api.PayDueDate:
		return *got == *want
	}
	return plain(*got) == plain(*want)
}

func (s *score) print(t *testing.T) {
	t.Helper()
	all, mean := &count{}, 0.0
	for _, c := range s.fields {
		all.right, all.all = all.right+c.right, all.all+c.all
	}
	for _, c := range s.groups {
		mean += c.share() / float64(len(s.groups))
	}
	t.Logf("all fields %.3f of %d, by group %.3f, nothing where nothing is %.3f, sure %.3f of %d",
		all.share(), all.all, mean, s.nulls.share(), s.sure.share(), s.sure.all)
	for _, m := range []map[string]*count{s.fields, s.groups} {
		for _, k := range sorted(m) {
			t.Logf("  %-24s %.3f of %d", k, m[k].share(), m[k].all)
		}
	}
	for _, k := range sorted(s.bands) {
		t.Logf("  confidence %.1f           %.3f of %d", float64(k)/10, s.bands[k].share(), s.bands[k].all)
	}
}

func sorted[K int | string](m map[K]*count) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
