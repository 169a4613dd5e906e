package locale

import "testing"

func TestNumberReadsByConvention(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text    string
		decimal Mark
		want    string // "" for no number
	}{
		{"1.234,56", Comma, "1234.5600"},
		{"1,234.56", Point, "1234.5600"},
		{"1.234,56", Point, "1234.5600"}, // both marks leave no doubt
		{"1.939.86", Comma, "1939.8600"}, // a comma that was read as a point
		{"1,939,86", Point, "1939.8600"},
		{"1 234,56", Comma, "1234.5600"},
		{"1\u00a0234,56 €", Comma, "1234.5600"},
		{"1\u202f234\u202f567,89", Comma, "1234567.8900"},
		{"1'234.50", Point, "1234.5000"},
		{"1’234.50", Point, "1234.5000"},
		{"CHF 1'234.50", Unknown, "1234.5000"},
		{"1234.5", Point, "1234.5000"},
		{"12.5", Comma, "12.5000"},
		{"1.234", Comma, "1234.0000"},
		{"1.234", Point, "1.2340"},
		{"1,234", Comma, "1.2340"},
		{"1,234", Point, "1234.0000"},
		{"1,234", Unknown, "1234.0000"},
		{"0,125", Comma, "0.1250"},
		{"0.125", Comma, "0.1250"},
		{"1.234.567", Comma, "1234567.0000"},
		{"1,00,000.00", Point, "100000.0000"},
		{"12,34,567.89", Point, "1234567.8900"},
		{"10.-", Point, "10.0000"},
		{"10,-", Comma, "10.0000"},
		{"10.–", Point, "10.0000"},
		{"Fr. 10.--", Point, "10.0000"},
		{"5,00-", Comma, "-5.0000"},
		{"5,00- €", Comma, "-5.0000"},
		{"-5,00", Comma, "-5.0000"},
		{"− 5,00", Comma, "-5.0000"},
		{"-€5.00", Point, "-5.0000"},
		{"€ -5.00", Point, "-5.0000"},
		{"$-5.00", Point, "-5.0000"},
		{"(1,250.00)", Point, "-1250.0000"},
		{"($1,250.00)", Point, "-1250.0000"},
		{"250.00 CR", Point, "-250.0000"},
		{"+12.00", Point, "12.0000"},
		{"€1.234,56", Comma, "1234.5600"},
		{"1.234,56€", Comma, "1234.5600"},
		{"EUR1234.50", Point, "1234.5000"},
		{"US$ 99.00", Point, "99.0000"},
		{"20 %", Comma, "20.0000"},
		{"9,5%", Comma, "9.5000"},
		{"0.12345", Point, "0.12345"},
		{".50", Point, "0.5000"},
		{"007", Point, "7.0000"},
		{"1.2.3", Point, ""},
		{"12.34.56", Point, ""},
		{"1,2345,678", Point, ""},
		{"12a", Point, ""},
		{"RE 12", Point, ""},
		{"", Point, ""},
		{"-", Point, ""},
		{"€", Point, ""},
		{"--5", Point, ""},
		{"-5-", Point, ""},
		{"(5", Point, ""},
		{"123456789012", Point, ""},
		{"€ 5 £", Point, ""},
	} {
		got, ok := Conventions{Decimal: c.decimal}.Number(c.text)
		switch {
		case ok != (c.want != ""):
			t.Errorf("Number(%q) with %q: ok = %v, want %q", c.text, c.decimal, ok, c.want)
		case ok && got.String() != c.want:
			t.Errorf("Number(%q) with %q = %s, want %s", c.text, c.decimal, got, c.want)
		}
	}
}

func TestAmountSaysWhatStandsAround(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Amount{
		"€ 5":      {Value: NewDecimal(5, 0), Currency: "EUR", Money: true},
		"5 CHF":    {Value: NewDecimal(5, 0), Currency: "CHF", Money: true},
		"$5":       {Value: NewDecimal(5, 0), Money: true},
		"$5 USD":   {Value: NewDecimal(5, 0), Currency: "USD", Money: true},
		"5 %":      {Value: NewDecimal(5, 0), Percent: true},
		"Fr. 5.50": {Value: NewDecimal(550, 2), Currency: "CHF", Money: true},
		"5":        {Value: NewDecimal(5, 0)},
	} {
		if got, ok := (Conventions{}).Amount(text); !ok || got != want {
			t.Errorf("Amount(%q) = %+v, %v, want %+v", text, got, ok, want)
		}
	}
}

func TestCurrencyTellsTheAmbiguous(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"€": "EUR", "EUR": "EUR", "(EUR)": "EUR", "£": "GBP", "Fr.": "CHF", "zł": "PLN", "$": "", "kr": ""} {
		if got, ok := Currency(text); !ok || got != want {
			t.Errorf("Currency(%q) = %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"ABC", "eur.", "Euroweg", ""} {
		if got, ok := Currency(text); ok {
			t.Errorf("Currency(%q) = %q, want none", text, got)
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1.234,56", "(1)", "10.-", "1'0", "€-5", "5,00- CR", ".", "\xff1"} {
		f.Add(s, byte(Comma))
	}
	f.Fuzz(func(t *testing.T, s string, mark byte) {
		d, ok := Conventions{Decimal: Mark(mark)}.Number(s)
		if !ok {
			return
		}
		back, err := ParseDecimal(d.String())
		if err != nil || !back.Equal(d) {
			t.Fatalf("Number(%q) = %s, read again: %s, %v", s, d, back, err)
		}
	})
}

// What has no sign to replace is told from what has without a look at the
// signs, and must come to the same.
func TestPlain(t *testing.T) {
	t.Parallel()
	for r := rune(1); r < 0x3000; r++ {
		for _, text := range []string{string(r), "1" + string(r) + "234,50"} {
			if got, want := plain(text), plainSigns.Replace(text); got != want {
				t.Errorf("plain(%q) = %q, want %q", text, got, want)
			}
		}
	}
}
