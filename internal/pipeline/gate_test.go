package pipeline

import (
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// full says that so many submissions took that long while all places were taken.
func full(g *gate, n int, took time.Duration, err error) {
	for range n {
		g.busy = int(g.limit)
		g.note(0, took, err)
	}
}

func TestTheGateWidens(t *testing.T) {
	g := newGate(4, 32)
	full(g, 100, 200*time.Millisecond, nil)
	if g.limit != 32 {
		t.Errorf("the limit is %v", g.limit)
	}
}

func TestTheGateStaysWithoutACeiling(t *testing.T) {
	g := newGate(4, 0)
	full(g, 100, 200*time.Millisecond, nil)
	if g.limit != 4 || g.width() != 4 {
		t.Errorf("the limit is %v", g.limit)
	}
}

func TestTheGateNarrows(t *testing.T) {
	for name, err := range map[string]error{"slow": nil, "refused": &api.Error{Kind: api.KindRateLimited}} {
		g := newGate(4, 32)
		full(g, 100, 200*time.Millisecond, nil)
		full(g, 300, 2*time.Second, err)
		if g.limit > 8 || g.limit < 1 {
			t.Errorf("%s: the limit is %v", name, g.limit)
		}
		full(g, 3000, 200*time.Millisecond, nil)
		if g.limit < 20 {
			t.Errorf("%s: it widens again to %v only", name, g.limit)
		}
	}
}

// TestOtherTroubleIsNoCrowd: a document that cannot be read says nothing of the
// service.
func TestOtherTroubleIsNoCrowd(t *testing.T) {
	g := newGate(4, 32)
	full(g, 100, time.Hour, &api.Error{Kind: api.KindUnreadable})
	if g.limit != 4 {
		t.Errorf("the limit is %v", g.limit)
	}
}

// TestIdlePlacesAreNoReasonForMore keeps the limit where it is not reached.
func TestIdlePlacesAreNoReasonForMore(t *testing.T) {
	g := newGate(4, 32)
	for range 100 {
		g.busy = 1
		g.note(0, 200*time.Millisecond, nil)
	}
	if g.limit != 4 {
		t.Errorf("the limit is %v", g.limit)
	}
}
