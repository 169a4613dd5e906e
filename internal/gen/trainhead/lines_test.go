package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/ppocr"
)

// author makes lines of few words in one font.
func author(t *testing.T) maker {
	t.Helper()
	font, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	lexicons := map[string]*lexicon{}
	for _, language := range languages {
		list := "word\nandere\nmots\n"
		for _, c := range ppocr.Letters(language) {
			list += "ab" + string(unicode.ToLower(c)) + "ken\n" + string(unicode.ToLower(c)) + "twe\nmo" + string(unicode.ToLower(c)) + "l/A\n"
		}
		lexicons[language] = newLexicon(list, ppocr.Letters(language), false)
	}
	return maker{7, writer{lexicons}, families{{{"Go", font}}}, spellable()}
}

func TestALineIsTheSameEachTime(t *testing.T) {
	m := author(t)
	for i := range uint64(60) {
		first, text, language, err := m.line(i)
		if err != nil {
			t.Fatal(err)
		}
		second, again, _, err := m.line(i)
		if err != nil || text != again || !bytes.Equal(first.Pix, second.Pix) {
			t.Fatalf("line %d differs: %q and %q, %v", i, text, again, err)
		}
		if text == "" || !m.spellable(text) || ppocr.Letters(language) == "" && language != "en" {
			t.Errorf("%q in %q", text, language)
		}
		dark, light := false, false
		for _, v := range first.Pix {
			dark, light = dark || v < 128, light || v > 128
		}
		if !dark && !light {
			t.Errorf("nothing is on line %d", i)
		}
	}
}

func TestWordsKeptAsideAreInOnePartOnly(t *testing.T) {
	list := "Haus\nGröße\nrue\nfête/B\nkov\nčas\nzahlen\n§§\nxx€\n日本\n"
	train, kept := newLexicon(list, "čöê", false), newLexicon(list, "čöê", true)
	if n := len(train.words) + len(kept.words); n != 9 {
		t.Errorf("%d words: %q and %q", n, train.words, kept.words)
	}
	for _, w := range kept.words {
		if strings.Contains(strings.Join(train.words, " "), w) {
			t.Errorf("%q is in both parts", w)
		}
	}
	if keptAside("Haus") != keptAside("HAUS") {
		t.Error("a word's writings are in two parts")
	}
}

func TestAnotherFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.ttf"), []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	const sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if files, err := readManifest(dir, sum+"  a.ttf\n"); err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
	for _, manifest := range []string{strings.Repeat("0", 64) + "  a.ttf\n", sum + "  b.ttf\n", "a.ttf\n"} {
		if _, err := readManifest(dir, manifest); err == nil {
			t.Errorf("%q was read", manifest)
		}
	}
	for _, part := range []string{trainFonts, keptFonts} {
		if n := strings.Count(part, "\n"); n < 50 {
			t.Errorf("%d fonts", n)
		}
	}
}

func TestTruthCorrectsNearWords(t *testing.T) {
	known := map[string]bool{"KILFENNY": true, "TAMAN": true, "81200": true, "TAMAM": false}
	order := []string{"81200", "KILFENNY", "TAMAN"}
	tests := []struct{ read, want string }{
		{"KILFENMY,", "KILFENNY,"},
		{"Kilfemny", "Kilfenny"},
		{"TAMAN", "TAMAN"},
		{"TAWAN", "TAMAN"},
		{"TXWAN", "TXWAN"},
		{"81208", "81208"},
		{"TAX", "TAX"},
		{"ROAD", "ROAD"},
	}
	for _, tt := range tests {
		if got := corrected(tt.read, known, order); got != tt.want {
			t.Errorf("%q became %q, want %q", tt.read, got, tt.want)
		}
	}
}

func TestFiguresOfDocuments(t *testing.T) {
	if !hasAmount("TOTAL RM 1,233.90 x", "1233.90") || hasAmount("33.95", "33.90") || !hasAmount("10.0", "10.00") {
		t.Error("amounts")
	}
	if !hasDate("on 12/01/2019", "2019-01-12") || !hasDate("12 JAN 2019", "2019-01-12") || hasDate("13/02/2019", "2019-01-12") {
		t.Error("dates")
	}
	if nearest("xxHELL0WORLDxx", "HELLOWORLD") != 1 || nearest("", "AB") != 2 {
		t.Error("the nearest stretch")
	}
	if edits([]rune("größe"), []rune("grosse")) != 3 {
		t.Error("edits")
	}
	if !hasDigits("sum 1 234,50 €", "123450") || hasDigits("1 234,51", "123450") {
		t.Error("digits")
	}
	if !fits("aab", 4) || fits("aab", 3) {
		t.Error("equal neighbours need a blank")
	}
	shops := map[bool]bool{}
	for _, name := range []string{"A", "B", "C", "D", "E", "F"} {
		shops[(&receipt{Truth: map[string]string{api.SupplierName: name}}).keptAside(0)] = true
	}
	if len(shops) != 2 {
		t.Error("all shops are on one side")
	}
}

func TestFeaturesAreKept(t *testing.T) {
	c := cache{t.TempDir()}
	made := 0
	get := func(depends string) string {
		v, err := keep(c, "x", []any{depends}, func() (string, error) { made++; return depends + "!", nil })
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, depends := range []string{"a", "a", "b"} {
		if got := get(depends); got != depends+"!" {
			t.Errorf("got %q", got)
		}
	}
	if made != 2 {
		t.Errorf("made %d times", made)
	}
}
