package engine_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/gen/wordcache"
	"github.com/docextract/docextract/internal/score"
)

func TestZZ(t *testing.T) {
	folder := os.Getenv("ZZ")
	if folder == "" {
		return
	}
	data, _ := os.ReadFile(filepath.Join(folder, "truth.json"))
	truth, _ := score.ParseTruth(data)
	var raw map[string]struct {
		Items []map[string]any `json:"line_items"`
		VAT   []map[string]any `json:"vat_rates"`
	}
	json.Unmarshal(data, &raw)
	e := engine.New(engine.Config{CacheDir: "/tmp/home-shops/.cache/docextract"})
	defer e.Close()
	c := wordcache.Cache{Engine: e, Folder: os.Getenv("ZZCACHE")}
	var names []string
	for n := range truth {
		if strings.Contains(n, os.Getenv("ZZONLY")) {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	dt, _ := api.BuiltinType("line-item-invoice")
	for _, n := range names {
		contents, err := c.Contents(context.Background(), filepath.Join(folder, n))
		if err != nil {
			fmt.Println(n, err)
			continue
		}
		r, err := e.Choose(contents, dt)
		if err != nil {
			fmt.Println(n, err)
			continue
		}
		d := score.Options{}.Compare(n, truth[n], r)
		show := func(fs []api.Field) string {
			var out []string
			for _, f := range fs {
				if len(f.Values) > 0 && f.Values[0].Text != nil {
					out = append(out, f.Name[:min(len(f.Name), 12)]+"="+*f.Values[0].Text)
				}
			}
			return strings.Join(out, " | ")
		}
		bad := func(r *score.Rows) bool { return r != nil && (r.Right < r.Wanted || r.Given > r.Wanted) }
		if bad(d.LineItems) || bad(d.VATRates) || os.Getenv("ZZALL") != "" {
			fmt.Printf("== %s items %+v rates %+v\n", n, d.LineItems, d.VATRates)
			for _, w := range raw[n].Items {
				fmt.Println("   WANT", w)
			}
			for _, it := range r.LineItems {
				fmt.Println("   GOT ", show(it))
			}
			for _, w := range raw[n].VAT {
				fmt.Println("   WANT", w)
			}
			for _, it := range r.VATRates {
				fmt.Println("   GOT ", show(it))
			}
		}
	}
}
