package pipeline

import (
	"context"
	"sync"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/waiting"
)

const (
	// crowded is by how much a submission takes longer than usual where the
	// service, or our own budget of requests, is what holds it up.
	crowded      = 2.0
	crowdedAtAll = 100 * time.Millisecond
	// fewer is what is left of the concurrency then, and memory the weight of
	// the newest submission in what they take of late.
	fewer  = 0.8
	memory = 0.1
)

// gate lets as many documents be under way as the service takes: more as long
// as submissions take no longer for it, fewer when they do or when one is
// refused for the rate.
type gate struct {
	mu      sync.Mutex
	moved   *sync.Cond
	limit   float64
	ceiling float64 // 0: the limit stays
	met     bool    // the service's measure, once: from then on more is tried slowly
	busy    int
	since   int // documents since the limit was lowered
	classes map[int]*pressure
}

// pressure is how long submissions of one class of size take, in seconds.
type pressure struct {
	n             int
	usual, lately float64
}

func newGate(start, ceiling int) *gate {
	g := &gate{limit: float64(start), ceiling: float64(ceiling), classes: map[int]*pressure{}}
	if ceiling > 0 {
		g.limit = min(g.limit, g.ceiling)
	}
	g.moved = sync.NewCond(&g.mu)
	return g
}

// width is how many can be under way at most.
func (g *gate) width() int { return int(max(g.limit, g.ceiling)) }

// enter waits until one more may be under way.
func (g *gate) enter() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.busy >= int(g.limit) {
		g.moved.Wait()
	}
	g.busy++
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.busy--
	g.moved.Signal()
}

// crowd is how many are under way.
func (g *gate) crowd() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return max(1, g.busy)
}

// note learns from a submission of that class of size.
func (g *gate) note(class int, took time.Duration, err error) {
	if g.ceiling == 0 || err != nil && api.KindOf(err) != api.KindRateLimited {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.since++
	switch p := g.pressure(class); {
	case err != nil || p.add(took):
		if float64(g.since) > g.limit { // what was under way before says nothing new
			g.limit, g.since, g.met = max(1, g.limit*fewer), 0, true
		}
	case g.busy < int(g.limit): // it is not the limit that holds us up
	case g.met:
		g.limit += 1 / g.limit
	default:
		g.limit++
	}
	g.limit = min(g.limit, g.ceiling)
	g.moved.Broadcast()
}

func (g *gate) pressure(class int) *pressure {
	if g.classes[class] == nil {
		g.classes[class] = &pressure{}
	}
	return g.classes[class]
}

// add notes how long a submission took, and reports whether they take longer
// of late than they did at first, when few were under way.
func (p *pressure) add(took time.Duration) bool {
	s := took.Seconds()
	p.n++
	const first = 8
	if p.n <= first {
		p.usual += (s - p.usual) / float64(p.n)
		p.lately = p.usual
		return false
	}
	p.lately += memory * (s - p.lately)
	p.usual = min(p.usual, p.lately)
	return p.lately > crowded*p.usual+crowdedAtAll.Seconds()
}

// timed is a service whose submissions the gate learns from.
type timed struct {
	api.Service

	gate *gate
	now  func() time.Time
}

func (t timed) Submit(ctx context.Context, s api.Submission) (string, error) {
	began := t.now()
	id, err := t.Service.Submit(ctx, s)
	t.gate.note(waiting.SizeClass(s.Document.Size), t.now().Sub(began), err)
	return id, err
}
