package till

import "testing"

func TestWordsAreKnownAlsoWhereALetterIsMisread(t *testing.T) {
	t.Parallel()
	v := newVocabulary()
	for _, c := range []struct {
		word string
		want sense
	}{
		{"total", total},
		{"Total", total},
		{"t0ta1", total},
		{"tota!", total},
		{"lotal", total},
		{"Rückgeld", change},
		{"ruckge1d", change},
		{"Zwischensumrne", sub},
		{"CHANCE", change},
		{"rounditg", rounding},
		{"Plačilo", pay},
		{"JIN", place},
	} {
		if !v.of(fold(c.word))[c.want] {
			t.Errorf("%q is not %s", c.word, c.want)
		}
	}
	for _, word := range []string{"local", "orange", "batang", "tot", "charm", "4711", ""} {
		if s := v.of(fold(word)); s.any(labels()...) {
			t.Errorf("%q says %v", word, s)
		}
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"total", "total", 0},
		{"total", "tota", 1},
		{"total", "lotal", 1},
		{"", "abc", 3},
		{"kitten", "sitting", 3},
	} {
		if got := distance(c.a, c.b, 9); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
	if got := distance("abcdefgh", "stuvwxyz", 2); got != 3 {
		t.Errorf("a distance beyond the most is %d, want 3", got)
	}
}

func TestWhatIsPlainlyMisreadIsMended(t *testing.T) {
	t.Parallel()
	v := newVocabulary()
	for text, want := range map[string]string{
		"L0T  12,  JALAN":      "LOT 12, JALAN",
		"4330O Town":           "43300 Town",
		"MOON TRADE SON BHD":   "MOON TRADE SDN BHD",
		"MOON TRADE SDN BHO":   "MOON TRADE SDN BHD",
		"Moon Trade Sdn. Bnd.": "Moon Trade Sdn. Bhd.",
		"F00D MARKET":          "FOOD MARKET",
		"CLA5SIC fu1ly":        "CLASSIC fully",
		"SUN BHAN":             "SUN BHAN",
		"P¥RAMID":              "PYRAMID",
		"HA!L":                 "HAIL",
		"Route 66":             "Route 66",
		"B0":                   "B0",
		"A1 0 2":               "A1 0 2",
	} {
		if got := v.name(text); got != want {
			t.Errorf("mended(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWordsOfAddressesAreMended(t *testing.T) {
	t.Parallel()
	v := newVocabulary()
	for text, want := range map[string]string{
		"10T 12, JA:AN BESAR":   "LOT 12, JALAN BESAR",
		"411S0 K1ANG, SELAMGOR": "41150 KLANG, SELANGOR",
		"BIk 7, JIn Utarna":     "Blk 7, Jln Utama",
		"Kampumg Baru":          "Kampung Baru",
		"12 Bridge Stree!":      "12 Bridge Stree!",
		"SEtANGOR":              "SELANGOR",
		"Lorong Melitha":        "Lorong Melitha", // no word that is known
		"Düsseldorfer Straße 5": "Düsseldorfer Straße 5",
		"12 McIntyre Road":      "12 McIntyre Road",
		"SHOP 5 (MIDVIEW)":      "SHOP 5 (MIDVIEW)",
		"47000 Town":            "47000 Town",
		"1S8, JALAN SS2":        "158, JALAN SS2",
		"l2 High Street":        "12 High Street",
		"4O High Street":        "40 High Street",
		"12B High Street":       "12B High Street",
		"PJU1A/3C":              "PJU1A/3C",
		"1S80-B0TTON,T0WN":      "1580-BOTTON,TOWN",
		"AIRPORT RD 5100B":      "AIRPORT RD 5100B",
	} {
		if got := v.address(text); got != want {
			t.Errorf("address(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"SUNNY MART 5/B (12345-X)": "SUNNY MART S/B (12345-X)",
		"SUNNY TRADINC CO.":        "SUNNY TRADING CO.",
		"SUNNY C0.":                "SUNNY CO.",
		"5UNSHINE BO0K5":           "SUNSHINE BOOKS",
		"TR4DE WIN6S":              "TRADE WINGS",
		"7DAYS 4YOU B2B":           "7DAYS 4YOU B2B",
		"STUDIO8 CAFE":             "STUDIO8 CAFE",
		"PETROL POINT":             "PETROL POINT", // not of paint
		"HARDWAPE HOUSE!":          "HARDWARE HOUSE!",
	} {
		if got := v.name(text); got != want {
			t.Errorf("name(%q) = %q, want %q", text, got, want)
		}
	}
}
