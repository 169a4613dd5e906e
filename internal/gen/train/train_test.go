package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/ranker"
	"github.com/docextract/docextract/internal/sample"
	"github.com/docextract/docextract/internal/score"
)

// TestTrainingOnGeneratedDocuments runs the program on a few invoices and
// reads what it has written; twice, because it must write the same.
func TestTrainingOnGeneratedDocuments(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", filepath.Join(os.TempDir(), "docextract-test-cache"))
	in, cache, out := filepath.Join(t.TempDir(), "generated"), filepath.Join(t.TempDir(), "words"), t.TempDir()
	truths := map[string]sample.Truth{}
	if err := os.Mkdir(in, 0o750); err != nil {
		t.Fatal(err)
	}
	for _, m := range sample.Corpus(17, 14) {
		data, truth, err := m.Make()
		if err != nil {
			t.Fatal(err)
		}
		truths[m.Name] = truth
		write(t, filepath.Join(in, m.Name), data)
	}
	text, err := json.Marshal(truths)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(in, "truth.json"), text)

	var models [2][]byte
	for i := range models {
		var report bytes.Buffer
		if err := run(t.Context(), []string{"-cache", cache, "-out", out, "-folds", "2", in + "=0.5"}, &report); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(report.String(), "| confidence | given |") || !strings.Contains(report.String(), "|total_amount | 14 |") {
			t.Errorf("the report says\n%s", &report)
		}
		if models[i], err = os.ReadFile(filepath.Join(out, "model.bin")); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(models[0], models[1]) {
		t.Error("the same documents gave two models")
	}
	m, err := ranker.Decode(models[0])
	if err != nil {
		t.Fatal(err)
	}
	if e := m.Experts["amounts"]; e == nil || len(e.Trees) == 0 {
		t.Error("nothing was learnt of amounts")
	}
	for name := range truths {
		for _, v := range truths[name].Fields {
			if v != nil && len(*v) > 4 && bytes.Contains(models[0], []byte(*v)) {
				t.Errorf("the model holds the text %q of a document", *v)
			}
		}
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// judgedWorld is documents of one field with two candidates, of which the
// rules' first is right as often as first says, and a feature tells which.
func judgedWorld(n int, first float64) []document {
	dice := rand.New(rand.NewPCG(8, 9))
	var all []document
	for i := range n {
		right := dice.Float64() < first
		tell := func(is bool) float32 {
			if is {
				return 0.8 + 0.2*dice.Float32()
			}
			return 0.2 * dice.Float32()
		}
		f := field{name: api.TotalAmount, expert: "amounts", printed: true, candidates: []candidate{
			{x: []float32{tell(right), 0}, right: right}, {x: []float32{tell(!right), 1}, right: !right},
		}}
		group := fmt.Sprint("group ", i%20)
		all = append(all, document{source: "a/real", group: group, weight: 1, counts: 1, fold: foldOf(group, 4), fields: []field{f}})
	}
	return all
}

func TestTheTreesGetWhatTheyAreBetterAt(t *testing.T) {
	t.Parallel()
	_, m := learn(judgedWorld(400, 0.7), 4)
	if m.policies[api.TotalAmount] != ranker.Reorder {
		t.Errorf("they may %q, and they know better", powers(m.policies[api.TotalAmount]))
	}
	right := 0
	for i := range m.answers {
		a := &m.answers[i]
		right += one(a.right(a.given(m.policies[api.TotalAmount])))
	}
	if got := share(right, len(m.answers)); got < 0.97 {
		t.Errorf("%.3f right", got)
	}
	if _, m := learn(judgedWorld(400, 1), 4); m.policies[api.TotalAmount] != 0 {
		t.Errorf("they may %q where the rules are always right", powers(m.policies[api.TotalAmount]))
	}
}

func TestGroups(t *testing.T) {
	t.Parallel()
	shop := "The Corner Shop Ltd"
	for _, c := range []struct {
		name  string
		truth score.Truth
		want  string
	}{
		{"ledger-de--0001.pdf", score.Truth{}, "ledger-de"},
		{"17.jpg", score.Truth{Group: "stamped"}, "stamped"},
		{"17.jpg", score.Truth{Fields: score.Cells{api.SupplierName: &shop}}, "the corner"},
		{"17.jpg", score.Truth{}, "17"},
	} {
		if got := groupOf(c.name, c.truth); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if f := foldOf(c.want, 5); f != foldOf(c.want, 5) || f < 0 || f > 4 {
			t.Errorf("%s is in fold %d", c.want, f)
		}
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	o, err := parse([]string{"-cache", "words", "made=0.3/0.05", "receipt:x/slips"})
	if err != nil {
		t.Fatal(err)
	}
	if s := o.sources[0]; s.folder != "made" || s.weight != 0.3 || s.calibration != 0.05 || s.docType.Name != "line-item-invoice" {
		t.Errorf("the first source is %+v", s)
	}
	if s := o.sources[1]; s.folder != "x/slips" || s.name != "x/slips" || s.weight != 1 || s.docType.Name != "receipt" {
		t.Errorf("the second source is %+v", s)
	}
	for _, args := range [][]string{{"a"}, {"-cache", "w"}, {"-cache", "w", "a=x"}, {"-cache", "w", "a=1/-1"}, {"-cache", "w", "poem:a"}, {"-cache", "w", "-folds", "1", "a"}} {
		if _, err := parse(args); err == nil {
			t.Errorf("%v was taken", args)
		}
	}
}
