package score

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestLikenessIsPythons compares with what Python's difflib gave, also for
// texts of 200 bytes and more, where it leaves frequent ones aside.
func TestLikenessIsPythons(t *testing.T) {
	t.Parallel()
	var cases []struct {
		Got      string  `json:"got"`
		Want     string  `json:"want"`
		Ratio    float64 `json:"ratio"`
		Likeness float64 `json:"likeness"`
	}
	readJSON(t, "likeness.json", &cases)
	long := 0
	for _, c := range cases {
		if r := ratio(c.Got, c.Want); math.Abs(r-c.Ratio) > 1e-12 {
			t.Errorf("ratio(%q, %q) = %g, want %g", c.Got, c.Want, r, c.Ratio)
		}
		if l := likeness(c.Got, c.Want); math.Abs(l-c.Likeness) > 1e-12 {
			t.Errorf("likeness(%q, %q) = %g, want %g", c.Got, c.Want, l, c.Likeness)
		}
		if len(c.Want) >= 200 {
			long++
		}
	}
	if long < 20 {
		t.Errorf("only %d long texts", long)
	}
}

func TestRatioLiesBetweenNothingAndAll(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-e0-2]{0,230}`)
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		if r := ratio(a, b); r < 0 || r > 1 {
			t.Errorf("ratio %g", r)
		}
		if ratio(a, a) != 1 {
			t.Error("a text is not like itself")
		}
	})
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                          "",
		"Müller & Söhne GmbH, Köln": "mullersohnegmbhkoln",
		"Straße ŠČŽ":                "strassescz",
		"ﬁne № 5²":                  "fineno52",
		"ＦＵＬＬ １２":                   "full12",
		"INV-2026/0042 ":            "inv20260042",
		"日本 Ω":                      "",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("Größe 5 µm")
	f.Add("\xff\x00")
	f.Fuzz(func(t *testing.T, s string) {
		got := plain(s)
		if strings.Trim(got, "abcdefghijklmnopqrstuvwxyz0123456789") != "" || plain(got) != got || !utf8.ValidString(got) {
			t.Errorf("plain(%q) = %q", s, got)
		}
	})
}
