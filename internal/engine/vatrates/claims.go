package vatrates

import (
	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

// claim is what one line says about a rate.
type claim struct {
	percentage lineitems.Figure
	base, tax  lineitems.Figure
	after      bool // below the table
}

// complete reports whether the line gave base and tax, and they fit.
func (c claim) complete() bool { return c.base.Found && c.tax.Found }

// claims reads every line that speaks of a tax.
func (s *survey) claims() []claim {
	var out []claim
	for i := range s.lines {
		t := &s.lines[i]
		if t.row || !t.tax && !t.near {
			continue
		}
		out = append(out, t.claims()...)
	}
	return out
}

func (t *taxLine) claims() []claim {
	var out []claim
	for _, p := range t.percents {
		c := claim{percentage: p, after: t.after}
		if b, x, ok := fits(p.Value, t.amounts); ok && (t.tax || !t.discount) {
			c.base, c.tax = b, x
			out = append(out, c)
			continue
		}
		if b, x, ok := betweenGross(p.Value, t.amounts); ok && t.near && !t.discount {
			c.base, c.tax = b, x
			out = append(out, c)
			continue
		}
		if !t.tax || t.discount {
			continue
		}
		if n := len(t.amounts); n > 0 {
			if t.base && !p.Value.IsZero() {
				c.base = t.amounts[n-1]
			} else {
				c.tax = t.amounts[n-1]
			}
		}
		out = append(out, c)
	}
	if len(t.percents) > 0 || len(t.amounts) < 2 {
		return out
	}
	for _, p := range t.plain {
		others := without(t.amounts, p)
		if b, x, ok := fits(p.Value, others); ok {
			return append(out, claim{percentage: p, base: b, tax: x, after: t.after})
		}
	}
	return out
}

// betweenGross is the base and the tax of a percentage in a line with the base
// and the sum with tax, where the tax itself is not printed or misread.
func betweenGross(percentage locale.Decimal, figures []lineitems.Figure) (base, tax lineitems.Figure, ok bool) {
	if percentage.IsZero() || len(figures) < 2 || len(figures) > mostOfBreakdown {
		return base, tax, false
	}
	for _, b := range figures {
		for _, g := range figures {
			if x := g.Value.Sub(b.Value); !b.Value.IsZero() && x.Sign() == b.Value.Sign() && sums.Taxes(percentage, b.Value, x) {
				return b, lineitems.Figure{Value: x, Found: true, Place: g.Place}, true
			}
		}
	}
	return base, tax, false
}

// mostOfBreakdown is how many amounts a line of a VAT breakdown has.
const mostOfBreakdown = 4

// without is the figures that stand elsewhere.
func without(figures []lineitems.Figure, f lineitems.Figure) []lineitems.Figure {
	var out []lineitems.Figure
	for _, o := range figures {
		if o.Place != f.Place {
			out = append(out, o)
		}
	}
	return out
}
