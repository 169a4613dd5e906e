package fields

import (
	"strings"
)

// exempt reports whether the document says that it has no VAT.
func (s *sheet) exempt() bool {
	for _, p := range s.pages {
		for _, row := range p.rows {
			for _, c := range row {
				text := " " + strings.Join(tokenTexts(c.tokens), " ") + " "
				for _, phrase := range exemptions {
					if strings.Contains(text, " "+phrase+" ") {
						return true
					}
				}
			}
		}
	}
	return false
}

// exemptions are what documents without VAT say, folded.
var exemptions = []string{
	"reverse charge", "vat exempt", "exempt from vat", "zero rated", "outside the scope of vat", "no vat",
	"steuerschuldnerschaft", "steuerfrei", "steuerfreie", "kleinunternehmer", "kleinunternehmerregelung", "19 ustg", "umsatzsteuerfrei",
	"autoliquidation", "tva non applicable", "293 b", "exoneration de tva", "exonere de tva",
	"inversion del sujeto pasivo", "exento de iva", "exenta de iva", "operacion exenta", "operacion no sujeta",
	"inversione contabile", "esente iva", "esente da iva", "non imponibile", "fuori campo iva", "regime forfettario",
	"btw verlegd", "vrijgesteld van btw", "vrij van btw", "kleineondernemersregeling",
	"obrnjena davcna obveznost", "ddv ni obracunan", "nismo zavezanci za ddv", "ni zavezanec za ddv", "oproscen placila ddv", "oprosceno placila ddv",
}

func tokenTexts(tokens []token) []string {
	texts := make([]string, len(tokens))
	for i, t := range tokens {
		texts[i] = t.text
	}
	return texts
}
