package ledger

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The model: some processes that share a ledger, a service that counts what it
// takes, and an end of any process before any change of the ledger and between
// any two steps. A document is never taken twice by the service unless that was
// asked for, and no extraction whose id was told is lost.

var errDied = errors.New("killed")

type world struct {
	t     *rapid.T
	tb    testing.TB
	dir   string
	clock *clock
	keyed bool

	running []*worker
	// The service: the ids it gave, by document, and the answers it repeats.
	taken   map[string][]string
	byKey   map[string]string
	asked   map[string]bool // the intents, by entry and key, that the user asked for although others were known
	told    map[string]bool // the ids whose acceptance was noted
	saved   map[string]int
	crashes int
}

// worker is a process with what it is about to do.
type worker struct {
	*process

	doing map[string]*doing // by document
}

type doing struct {
	entry   Entry
	sending bool
	outcome string // what the service made of it, "" before it was asked
	id      string
}

var documents = []string{"a", "b"}

func TestModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) { model(t, rt, rapid.Bool().Draw(rt, "our own server")) })
}

func model(tb testing.TB, rt *rapid.T, keyed bool) {
	tb.Helper()
	w := &world{
		t: rt, tb: tb, dir: tb.TempDir(), clock: newClock(), keyed: keyed,
		taken: map[string][]string{}, byKey: map[string]string{}, asked: map[string]bool{}, told: map[string]bool{}, saved: map[string]int{},
	}
	for range 2 {
		w.running = append(w.running, w.start())
	}
	actions := map[string]func(*rapid.T){
		"claim":   w.claim,
		"advance": w.advance,
		"go on":   w.advance,
		"sweep":   w.sweep,
		"die":     w.dies,
	}
	for range 3 { // a failure that takes many steps is rare in a short run
		rt.Repeat(actions)
	}
	w.end()
}

func (w *world) start() *worker {
	return &worker{process: start(w.tb, w.dir, w.clock.now), doing: map[string]*doing{}}
}

func (w *world) pick(t *rapid.T) (int, *worker) {
	i := rapid.IntRange(0, len(w.running)-1).Draw(t, "process")
	p := w.running[i]
	p.step = func(string) error { return nil }
	if rapid.IntRange(0, 9).Draw(t, "luck") == 0 {
		p.step = func(string) error { return errDied }
	}
	return i, p
}

// did ends the process where it was killed in a step.
func (w *world) did(i int, err error) bool {
	if errors.Is(err, errDied) {
		w.kill(i)
		return false
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return true
}

func (w *world) kill(i int) {
	w.running[i].die()
	w.running[i] = w.start()
	w.crashes++
}

func (w *world) intent(name string) Intent {
	in := document(name)
	in.Keyed = w.keyed
	return in
}

func (w *world) claim(t *rapid.T) {
	i, p := w.pick(t)
	name := rapid.SampledFrom([]string{"a", "a", "a", "b"}).Draw(t, "document") // mostly one: a long story needs many steps
	policy := Policy{Since: w.clock.now()}
	switch rapid.IntRange(0, 3).Draw(t, "asks") {
	case 0:
		policy.Again = true
	case 1:
		policy.Ambiguous = true
	}
	before, err := Collect(p.Entries(t.Context(), Filter{SHA256: w.intent(name).SHA256}))
	if err != nil {
		t.Fatal(err)
	}
	action, e, err := p.Claim(t.Context(), w.intent(name), policy)
	if !w.did(i, err) {
		return
	}
	if action != Send {
		if action == PickUp {
			w.fetch(i, p, e)
		}
		return
	}
	w.asked[intentOf(e)] = slices.ContainsFunc(before, func(b Entry) bool {
		return policy.Again && b.State == Saved || policy.Ambiguous && (b.State == Ambiguous || b.State == Sending || b.State == Planned)
	}) || w.asked[intentOf(e)]
	for _, other := range w.running {
		if other.doing[name] != nil {
			t.Fatalf("%s is claimed twice", name)
		}
	}
	p.doing[name] = &doing{entry: e}
}

// fetch takes a finished result, or finds that there is none yet.
func (w *world) fetch(i int, p *worker, e Entry) {
	if rapid.Bool().Draw(w.t, "finished") {
		if w.did(i, p.Answered(w.t.Context(), e, success(e.ExtractionID), w.clock.now())) {
			w.saved[e.ExtractionID]++
		}
	}
}

func (w *world) advance(t *rapid.T) {
	i, p := w.pick(t)
	var at []string
	for name := range p.doing {
		at = append(at, name)
	}
	if len(at) == 0 {
		t.Skip("it has nothing to do")
	}
	slices.Sort(at)
	name := rapid.SampledFrom(at).Draw(t, "document")
	d := p.doing[name]
	switch {
	case !d.sending:
		d.sending = w.did(i, p.Sending(t.Context(), d.entry))
	case d.outcome == "":
		w.post(t, name, d)
	default:
		delete(p.doing, name)
		w.note(i, p, d)
	}
}

// post is the request: what the service makes of it, and what comes back.
func (w *world) post(t *rapid.T, name string, d *doing) {
	d.outcome = rapid.SampledFrom([]string{"accepted", "lost", "lost", "refused", "away"}).Draw(t, "outcome")
	if d.outcome == "accepted" || d.outcome == "lost" && rapid.Bool().Draw(t, "taken") {
		d.id = w.take(name, d.entry)
	}
	if d.outcome == "refused" && w.byKey[d.entry.IdempotencyKey] != "" {
		d.outcome, d.id = "accepted", w.byKey[d.entry.IdempotencyKey]
	}
}

// take is what a service does, once for a key. What it has taken already it
// takes again only if the user asked for that.
func (w *world) take(name string, e Entry) string {
	key := e.IdempotencyKey
	if id := w.byKey[key]; key != "" && id != "" {
		return id
	}
	if len(w.taken[name]) > 0 && !w.asked[intentOf(e)] {
		w.t.Fatalf("%s is taken again unasked: %+v", name, e)
	}
	id := fmt.Sprintf("%s%d", name, len(w.taken[name]))
	w.taken[name] = append(w.taken[name], id)
	if key != "" {
		w.byKey[key] = id
	}
	return id
}

func (w *world) note(i int, p *worker, d *doing) {
	ctx := w.t.Context()
	switch d.outcome {
	case "accepted":
		if w.did(i, p.Accepted(ctx, d.entry, d.id, "")) {
			w.told[d.id] = true
		}
	case "lost":
		w.did(i, p.Doubtful(ctx, d.entry, "reset"))
	case "refused":
		w.did(i, p.Rejected(ctx, d.entry, "no"))
	case "away":
		w.did(i, p.Released(ctx, d.entry))
	}
}

func (w *world) sweep(t *rapid.T) {
	i, p := w.pick(t)
	w.did(i, p.Sweep(t.Context()))
}

func (w *world) dies(t *rapid.T) { w.kill(rapid.IntRange(0, len(w.running)-1).Draw(t, "process")) }

// intentOf tells one intent from another: an entry may be sent anew.
func intentOf(e Entry) string { return fmt.Sprint(e.ID, e.IdempotencyKey, e.PlannedAt.UnixNano()) }

// end starts once more, alone, and takes everything to its end.
func (w *world) end() {
	for i := range w.running {
		w.running[i].die()
	}
	p := w.start()
	defer p.die()
	for id := range w.told {
		e, found, err := p.Find(w.t.Context(), "hosted", "https://example.com", id)
		if err != nil || !found || e.State != Accepted && e.State != Saved {
			w.t.Fatalf("extraction %s: %+v, %t, %v", id, e, found, err)
		}
		if (e.State == Saved) != (w.saved[id] > 0) {
			w.t.Fatalf("extraction %s is %s and was saved %d times", id, e.State, w.saved[id])
		}
	}
	for _, name := range documents {
		action, e := p.claim(w.intent(name), Policy{Since: w.clock.now()})
		switch {
		case action == Busy:
			w.t.Fatalf("%s is claimed by nobody who lives: %+v", name, e)
		case action == Send && e.IdempotencyKey == "" && len(w.taken[name]) > 0:
			w.t.Fatalf("%s would be sent again unasked: %+v", name, e)
		case action == Withhold && e.Reason == "":
			w.t.Fatalf("%s is withheld without a reason", name)
		}
	}
}
