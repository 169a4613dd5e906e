package fields

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/ranker"
)

func TestZZ(t *testing.T) {
	for _, f := range strings.Fields(os.Getenv("ZZ")) {
		b, _ := os.ReadFile(f)
		j, err := os.ReadFile(fmt.Sprintf("%s/%x.json", os.Getenv("ZZCACHE"), sha256.Sum256(b)))
		if err != nil {
			fmt.Println(err)
			continue
		}
		var c struct{ Pages []document.Page }
		if err := json.Unmarshal(j, &c); err != nil {
			t.Fatal(err)
		}
		conv := locale.Detect(c.Pages)
		x, err := New(&ranker.Model{})
		if err != nil {
			t.Fatal(err)
		}
		s := newSheet(layout.New(c.Pages), locale.NewReader(conv), x.lexicon)
		fmt.Printf("== %s\n", f)
		for _, p := range s.pages {
			for ri, r := range p.rows {
				for _, c := range r {
					var ks []string
					for _, l := range c.labels {
						for _, k := range l.kinds {
							ks = append(ks, fmt.Sprint(k))
						}
					}
					fmt.Printf("%3d [%.0f,%.0f-%.0f sz%.0f] %q %s\n", ri, c.Box.X0, c.Box.Y0, c.Box.Y1, c.Size, c.Text, strings.Join(ks, ","))
				}
			}
		}
		ids := s.identifiers()
		for _, id := range ids {
			fmt.Printf("ID %q iban=%v %s\n", id.text, id.iban, id.country)
		}
		ps := s.parties(ids)
		for _, n := range ps.all {
			if n.supplier > 0.2 || n.receiver > 0.2 {
				fmt.Printf("PARTY %.2f %.2f %q %q\n", n.supplier, n.receiver, n.name, n.address)
			}
		}
	}
}
