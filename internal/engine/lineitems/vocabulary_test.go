package lineitems

import (
	"strings"
	"testing"
)

func TestNoColumnNameHasTwoKinds(t *testing.T) {
	t.Parallel()
	seen := map[string]kind{}
	for _, naming := range columnNames() {
		for name := range strings.SplitSeq(naming.names, ",") {
			key := strings.Join(plainWords(name), " ")
			if key == "" {
				t.Errorf("%q says nothing", name)
			}
			if k, ok := seen[key]; ok && k != naming.kind {
				t.Errorf("%q is of kind %d and %d", key, k, naming.kind)
			}
			seen[key] = naming.kind
		}
	}
}

func TestPlainWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Art.-Nr.":     "art nr",
		"MwSt. %":      "mwst %",
		"Prix U. (€)":  "prix u",
		"Größe":        "grosse",
		"Q.tà":         "q ta",
		"Preis in EUR": "preis",
		"N°":           "n",
	} {
		if got := strings.Join(plainWords(text), " "); got != want {
			t.Errorf("plainWords(%q) = %q, want %q", text, got, want)
		}
	}
}
