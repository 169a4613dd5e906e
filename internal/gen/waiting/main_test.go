package main

import (
	"strings"
	"testing"
)

// TestLearnedWaiting simulates a few jobs only: the learned schedule is not
// later than a peer's that looks as often. Once in half a minute is left out: so
// few jobs say nothing of what one in two hundred needs.
func TestLearnedWaiting(t *testing.T) {
	const draws = 1500
	d := distribution{8, .5}
	ours, best := learnedCurve(d, 1, draws), optimalCurve(d, 1, draws)
	for _, p := range peers() {
		if p.name == "every 30 s" {
			continue
		}
		theirs := measure(d.draw(1, draws), p.plan)
		late, bound := ours.at(theirs.looks), best.at(theirs.looks)
		if late > theirs.late || late > 1.3*bound {
			t.Errorf("%s: %v s late, the peer %v s, the best %v s", p.name, late, theirs.late, bound)
		}
	}
}

func TestTheTableHasALineForEach(t *testing.T) {
	var b strings.Builder
	if err := report(&b, 1, exam); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\n"); n != 2+len(distributions())*len(peers()) {
		t.Errorf("the table has %d lines", n)
	}
}

func TestPeers(t *testing.T) {
	if s := measure(distribution{8, .5}.draw(1, 20_000), flat(3e9)); s.looks < 3.4 || s.looks > 3.6 || s.late < 1.45 || s.late > 1.55 {
		t.Errorf("every 3 s: %+v", s)
	}
}
