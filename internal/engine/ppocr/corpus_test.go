package ppocr

import (
	"bytes"
	"encoding/json"
	"flag"
	"image"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/raster"
)

// With all receipts this is the measurement that docs/accuracy.md tells of.
var receiptCount = flag.Int("receipts", 5, "how many receipts of the corpus to read, evenly spread")

// TestReceipts reads real receipts and looks for their true totals and dates
// among the words.
func TestReceipts(t *testing.T) {
	dir := os.Getenv("DOCEXTRACT_CORPUS")
	if dir == "" {
		t.Skip("needs the corpus of real receipts: DOCEXTRACT_CORPUS names its folder")
	}
	dir = filepath.Join(dir, "receipts")
	truth := readTruth(t, dir)
	names := pick(truth, *receiptCount)
	reader := New(Config{})
	var totals, dates share
	var took time.Duration
	for _, name := range names {
		img, err := readPicture(filepath.Join(dir, name))
		if err != nil {
			t.Logf("%s: %v", name, err)
			totals.count(false)
			dates.count(false)
			continue
		}
		start := time.Now()
		words, err := reader.Read(t.Context(), img, Options{})
		took += time.Since(start)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var text []string
		for _, w := range words {
			text = append(text, w.Text)
		}
		page := strings.Join(text, " ")
		if want := truth[name]["total_amount"]; want != "" && !totals.count(hasAmount(page, want)) {
			t.Logf("%s: no total %s in %s", name, want, page)
		}
		if want := truth[name]["issue_date"]; want != "" && !dates.count(hasDate(page, want)) {
			t.Logf("%s: no date %s in %s", name, want, page)
		}
	}
	t.Logf("%d receipts: total %.3f, date %.3f, %.2f s each", len(names), totals.of(), dates.of(), took.Seconds()/float64(len(names)))
	if totals.of() < 0.8 || dates.of() < 0.8 {
		t.Error("fewer than four of five were read")
	}
}

// share counts how often something went well.
type share struct{ good, all int }

func (s *share) count(good bool) bool {
	s.all++
	if good {
		s.good++
	}
	return good
}

func (s *share) of() float64 { return float64(s.good) / float64(max(s.all, 1)) }

func readTruth(t *testing.T, dir string) map[string]map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]struct{ Fields map[string]string }
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	truth := map[string]map[string]string{}
	for name, d := range all {
		truth[name] = d.Fields
	}
	return truth
}

// pick is n names, evenly spread.
func pick(truth map[string]map[string]string, n int) []string {
	var all, some []string
	for name := range truth {
		all = append(all, name)
	}
	slices.Sort(all)
	n = min(n, len(all))
	for i := range n {
		some = append(some, all[i*len(all)/n])
	}
	return some
}

// readPicture decodes a picture; one that is damaged beyond that is an error.
func readPicture(path string) (*image.Gray, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	file, err := raster.Open(document.KindJPEG, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	page, err := file.Page(0)
	return page.Gray, err
}

func hasAmount(text, amount string) bool {
	amount = strings.TrimLeft(amount, "-") // print has the sign anywhere
	for _, found := range regexp.MustCompile(`\d[\d,]*\.\d+`).FindAllString(text, -1) {
		found = strings.TrimLeft(strings.ReplaceAll(found, ",", ""), "0")
		if found == strings.TrimLeft(amount, "0") || found+"0" == strings.TrimLeft(amount, "0") {
			return true
		}
	}
	return false
}

// hasDate looks for a date as receipts print it, blanks aside.
func hasDate(text, date string) bool {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return false
	}
	text = strings.ToLower(strings.Join(strings.Fields(text), ""))
	for _, order := range []string{"02/01/06", "02/01/2006", "2/1/2006", "2/1/06", "01/02/2006", "1/2/2006", "1/2/06", "2006/01/02", "02/Jan/2006", "2/Jan/2006", "02/Jan/06", "02/January/2006", "Jan/02/2006", "January/02/2006", "Jan/2/2006", "20060102", "02012006", "020106", "060102"} {
		for _, mark := range []string{"/", "-", ".", ",", "", ":"} {
			if strings.Contains(text, strings.ToLower(day.Format(strings.ReplaceAll(order, "/", mark)))) {
				return true
			}
		}
	}
	return strings.Contains(text, strings.ToLower(day.Format("Jan02,2006")))
}
