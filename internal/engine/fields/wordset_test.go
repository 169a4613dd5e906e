package fields

import "testing"

func TestWordSetHasWholeWords(t *testing.T) {
	t.Parallel()
	set := wordSet("alpha beta\n\tgamma betamax")
	for word, want := range map[string]bool{"alpha": true, "beta": true, "gamma": true, "betamax": true, "max": false, "bet": false, "alpha beta": true, "": false, "delta": false} {
		if got := set.has(word); got != want {
			t.Errorf("has(%q) = %v", word, got)
		}
	}
}
