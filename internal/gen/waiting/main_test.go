package main

import (
	"testing"
)

// TestLearnedWaiting simulates a few jobs only: the learned schedule is not
// later than a peer's that looks as often, and not much later than the best. Of
// how rarely a look in half a minute is not enough so few jobs say nothing.
func TestLearnedWaiting(t *testing.T) {
	for _, l := range lines(distribution{8, .5}, 1, 1500) {
		if l.learned > l.theirs.late || l.peer != "every 30 s" && l.learned > 1.3*l.best {
			t.Errorf("%s: %v s late, the peer %v s, the best %v s", l.peer, l.learned, l.theirs.late, l.best)
		}
	}
}

func TestPeers(t *testing.T) {
	if s := measure(distribution{8, .5}.draw(1, 20_000), flat(3e9)); s.looks < 3.4 || s.looks > 3.6 || s.late < 1.45 || s.late > 1.55 {
		t.Errorf("every 3 s: %+v", s)
	}
}
