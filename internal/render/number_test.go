package render

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
)

func TestParseNumber(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"440.0000": "440", "-0.5000": "-0.5", "0.0000": "0", "-0.0000": "0", "007.10": "7.1",
		"12345678901234567890.123456789": "12345678901234567890.123456789",
		"":                               "", "1,5": "", "1e5": "", "+1": "", ".5": "", "1.": "", "NaN": "",
	} {
		if got := string(parseNumber(text)); got != want {
			t.Errorf("parseNumber(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzParseNumber(f *testing.F) {
	f.Add("-00440.0010")
	f.Fuzz(func(t *testing.T, text string) {
		n := parseNumber(text)
		if n != "" && !json.Valid([]byte(n)) {
			t.Fatalf("%q became %q, which is no JSON number", text, n)
		}
	})
}

func TestGuard(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\n=1", "text\n=1", "＝1",
	} {
		if got := guard(text); got != "'"+text {
			t.Errorf("guard(%q) = %q", text, got)
		}
	}
	for _, text := range []string{"", "text", "a=b", "2026-11-24", "1-2", "'"} {
		if got := guard(text); got != text {
			t.Errorf("guard(%q) = %q", text, got)
		}
	}
}

func FuzzGuard(f *testing.F) {
	f.Add("a\n =cmd")
	f.Add("'\n+")
	f.Fuzz(func(t *testing.T, text string) {
		if got := guard(text); got != text && got != "'"+text {
			t.Fatalf("guard changed %q into %q", text, got)
		}
	})
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text  string
		width int
		want  string
	}{
		{"one two three", 7, "one two\nthree"},
		{"unbreakable", 4, "unbr\neaka\nble"},
		{"漢字漢字", 4, "漢字\n漢字"},
		{"", 4, ""},
	} {
		if got := wrap(tt.text, tt.width); got != tt.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

// The names of fields stand in the header, and a foreign service makes them.
func TestAHeaderIsGuarded(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	shape := &api.DocumentType{Fields: []api.FieldSpec{{Name: "=1+1"}, {Name: "total_amount"}}}
	if err := NewCSV(&b, RowsDocuments, shape).Close(); err != nil || b.String() != "source,status,extraction_id,'=1+1,total_amount,error\n" {
		t.Errorf("got %q, error %v", b.String(), err)
	}
}
