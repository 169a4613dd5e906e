package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ppocr"
	"github.com/docextract/docextract/internal/engine/raster"
)

// receipt is the lines of a real receipt and what is known of it.
type receipt struct {
	Name  string
	Lines []sample
	Truth map[string]string // by the engine's names of fields
}

// readReceipts reads the receipts of a folder with a truth.json, in the order
// of their names. Those that cannot be decoded are left out.
func readReceipts(ctx context.Context, net *network, folder string) ([]receipt, error) {
	data, err := os.ReadFile(filepath.Join(folder, "truth.json"))
	if err != nil {
		return nil, err
	}
	var truth map[string]struct{ Fields map[string]string }
	if err := json.Unmarshal(data, &truth); err != nil {
		return nil, fmt.Errorf("truth.json: %w", err)
	}
	names := slices.Sorted(maps.Keys(truth))
	lines := ppocr.New(ppocr.Config{})
	all, err := each(len(names), net, func(r *reader, i int) (*receipt, error) {
		img, err := os.ReadFile(filepath.Join(folder, names[i]))
		if err != nil {
			return nil, err
		}
		file, err := raster.Open(document.KindJPEG, bytes.NewReader(img), int64(len(img)))
		if err != nil {
			return nil, nil //nolint:nilerr,nilnil // a damaged picture
		}
		page, err := file.Page(0)
		if err != nil {
			return nil, nil //nolint:nilerr,nilnil // a damaged picture
		}
		cuts, err := lines.Lines(ctx, page.Gray, ppocr.Receipt)
		if err != nil {
			return nil, err
		}
		found := receipt{Name: names[i], Truth: truth[names[i]].Fields}
		for _, cut := range cuts {
			in, err := r.features(ctx, cut)
			if err != nil {
				return nil, err
			}
			found.Lines = append(found.Lines, sample{Features: in})
		}
		return &found, nil
	})
	var read []receipt
	for _, r := range all {
		if r != nil {
			read = append(read, *r)
		}
	}
	return read, err
}

// keptAside reports whether a receipt's shop is in the third that is not
// trained on. There are three: folds 0, 1 and 2.
func (r *receipt) keptAside(fold uint32) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(folded(r.Truth[api.SupplierName]))) // never fails
	return h.Sum32()%3 == fold
}

// sure is the score above which a character's reading is believed.
const sure = .8

// labelled is the lines of a receipt with texts to learn: what the layer that
// training starts from reads, where it is sure of each character or the truth
// confirms each word; words that the truth has nearly are corrected by it.
func (r *receipt) labelled(m *multiplier, start layer) []*sample {
	known := map[string]bool{}
	for _, name := range []string{api.SupplierName, api.SupplierAddress, api.TotalAmount} {
		for word := range strings.FieldsSeq(r.Truth[name]) {
			known[folded(word)] = true
		}
	}
	order := slices.Sorted(maps.Keys(known))
	var lines []*sample
	for _, line := range r.Lines {
		text, least := start.read(m, line.Features)
		words := strings.Fields(text)
		confirmed := len(words) > 0
		for i, word := range words {
			words[i] = corrected(word, known, order)
			confirmed = confirmed && (known[folded(words[i])] || folded(word) == "")
		}
		text = strings.Join(words, " ")
		if least < sure && !confirmed || len([]rune(text)) < 3 || !fits(text, line.steps()) {
			continue
		}
		lines = append(lines, &sample{Text: text, Features: line.Features})
	}
	return lines
}

// corrected is a word with the letters of the only known one that differs from
// it in one letter, or two of seven.
func corrected(word string, known map[string]bool, order []string) string {
	core := folded(word)
	if len(core) < 4 || known[core] || strings.ContainsFunc(core, func(c rune) bool { return c > unicode.MaxASCII }) {
		return word
	}
	found := ""
	for _, k := range order {
		if n := differences(core, k); n >= 0 && n <= (len(core)-1)/3 && n <= 2 && strings.ContainsFunc(k, unicode.IsLetter) {
			if found != "" {
				return word
			}
			found = k
		}
	}
	if found == "" {
		return word
	}
	var b strings.Builder
	for _, c := range word {
		if folded(string(c)) == "" {
			b.WriteRune(c)
			continue
		}
		right := rune(found[0])
		found = found[1:]
		if unicode.IsLower(c) {
			right = unicode.ToLower(right)
		}
		b.WriteRune(right)
	}
	return b.String()
}

// differences counts the places where two words of one length differ, −1 for
// words of two lengths.
func differences(a, b string) int {
	if len(a) != len(b) {
		return -1
	}
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// folded is the letters and digits of a text, in capitals.
func folded(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToUpper(c)
		}
		return -1
	}, s)
}
