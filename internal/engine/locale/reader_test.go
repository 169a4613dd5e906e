package locale

import "testing"

func TestAmountsAreFoundInALine(t *testing.T) {
	t.Parallel()
	type found struct {
		value    string
		currency string
		words    int
	}
	for _, c := range []struct {
		line string
		want []found
	}{
		{"Total 1 234,56 €", []found{{"1234.5600", "EUR", 3}}},
		{"Total € 1.234,56", []found{{"1234.5600", "EUR", 2}}},
		{"2 | 150,00 | 300,00", []found{{"2.0000", "", 1}, {"150.0000", "", 1}, {"300.0000", "", 1}}},
		{"12 345 678,90 EUR", []found{{"12345678.9000", "EUR", 4}}},
		{"Rabatt - 5,00 €", []found{{"-5.0000", "EUR", 3}}},
		{"Rabatt - € 5,00", []found{{"-5.0000", "EUR", 3}}},
		{"Rabatt -€ 5,00", []found{{"-5.0000", "EUR", 2}}},
		{"Rabatt -EUR 5,00", []found{{"-5.0000", "EUR", 2}}},
		{"MwSt. 19 % auf 100,00", []found{{"19.0000", "", 2}, {"100.0000", "", 1}}},
		{"Credit 250.00 CR", []found{{"-250.0000", "", 2}}},
		{"DE 12 RE-77 A4", []found{{"12.0000", "", 1}}},
		{"2024 | 500,00", []found{{"2024.0000", "", 1}, {"500.0000", "", 1}}},
		{"davon (33,52 € netto)", []found{{"33.5200", "EUR", 2}}},
		{"(10 Stück)", nil},
		{"no figures", nil},
	} {
		got := NewReader(Conventions{Decimal: Comma}).Amounts(wordsOf(c.line))
		if len(got) != len(c.want) {
			t.Errorf("Amounts(%q) = %+v", c.line, got)
			continue
		}
		for i, w := range c.want {
			if g := (found{got[i].Value.String(), got[i].Currency, got[i].To - got[i].From}); g != w {
				t.Errorf("Amounts(%q)[%d] = %v, want %v", c.line, i, g, w)
			}
		}
	}
}

// TestGroupsOfATypewriter joins groups over the wide blanks of a typewriter's
// print, and leaves columns apart.
func TestGroupsOfATypewriter(t *testing.T) {
	t.Parallel()
	// The width of a digit's place, and the gap between the words, in heights.
	for _, c := range []struct {
		first, second string
		digit, gap    float64
		want          string
	}{
		{"1", "278,00", 0.82, 1.3, "1278.0000"}, // typewriter
		{"1", "278,00", 0.82, 1.8, "1.0000"},    // and its columns
		{"1", "278,00", 0.6, 1.3, "1.0000"},     // columns of a narrower face
		{"1", "065,00", 0.6, 1.8, "1065.0000"},  // nothing else begins with 0
		{"1", "065,00", 0.6, 3, "1.0000"},       // but too far away
		{"12", "0,50", 0.82, 1.5, "12.0000"},    // that is a number
		{"1", "000 000,00", 0.6, 0.4, "1000000.0000"},
	} {
		line := wordsOf(c.first + " " + c.second)
		height := line[0].Box.Height()
		x := 0.0
		for i := range line {
			line[i].Size = height
			line[i].Box.X0, line[i].Box.X1 = x, x+c.digit*height*float64(len(line[i].Text))
			x = line[i].Box.X1 + c.gap*height
		}
		got := NewReader(Conventions{Decimal: Comma}).Amounts(line)
		if len(got) == 0 || got[0].Value.String() != c.want {
			t.Errorf("%q and %q, digits of %v and a gap of %v: %+v", c.first, c.second, c.digit, c.gap, got)
		}
	}
}
