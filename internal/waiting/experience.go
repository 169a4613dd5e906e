package waiting

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
	"time"
)

const (
	// kept is how much of a sort is remembered, in documents: of those that two
	// looks or more were taken at, and of the others a quarter.
	kept = 64
	// Lessons is how many documents of a sort are looked at often, before looks
	// may be spared at the price of learning little.
	Lessons = 10
)

// Memory keeps what was found out beyond the end of the process.
type Memory interface {
	// Recall gives what is kept of a service, of each sort the oldest first.
	Recall(ctx context.Context, service string) (map[Sort][]Took, error)
	// Keep adds to it. Only the newest of each sort need be kept.
	Keep(ctx context.Context, s Sort, t Took) error
}

// Experience is what is known of the times that one service takes. It may be
// used from several goroutines.
type Experience struct {
	service string
	memory  Memory // may be nil

	mu       sync.Mutex
	recalled bool
	noted    int // in this process
	took     map[Sort][]Took
	plans    map[planKey]planned
}

type planKey struct {
	sort          Sort
	effort, price float64
}

type planned struct {
	plan  Plan
	noted int // how much was noted when it was made
}

// NewExperience is the experience with the service of that base URL. memory may
// be nil: then what is learned lasts as long as the process.
func NewExperience(service string, memory Memory) *Experience {
	return &Experience{service: service, memory: memory, took: map[Sort][]Took{}, plans: map[planKey]planned{}}
}

// UsualEffort is the price of a look where one document is waited for: as much
// as the lateness of a twenty-fifth of the time that such documents take.
const UsualEffort = 0.04

// Plan is the best plan for a document of that type and size in bytes; Growing
// where nothing is known. effort is the price of a look as a share of the
// median time, and price what it costs beside that: the higher they are, the
// fewer looks and the later the answer. An experience that cannot be recalled
// counts as none.
func (e *Experience) Plan(ctx context.Context, documentType string, size int64, effort float64, price time.Duration) Plan {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.recall(ctx)
	key := planKey{Sort{e.service, documentType, SizeClass(size)}, effort, roughly(price)}
	known := e.known()
	if known == 0 {
		return Growing{}
	}
	if p, ok := e.plans[key]; ok && e.noted <= p.noted+known/10 {
		return p.plan
	}
	b := e.belief(key.sort)
	if b.worth == 0 {
		return Growing{}
	}
	median := math.Exp(b.mean)
	cost := effort*median + key.price
	if len(e.took[key.sort]) < Lessons {
		cost = min(effort, UsualEffort) * median
	}
	plan := Optimal(b.forecast(), b.mean, b.scale(), cost, max(patience.Seconds(), 2*median), Fine)
	e.plans[key] = planned{plan: plan, noted: e.noted}
	return plan
}

// roughly is a time in seconds, rounded so that plans can be used again.
func roughly(d time.Duration) float64 {
	if d <= 0 {
		return 0
	}
	const steps = 2 // for a doubling
	return math.Exp2(math.Round(steps*math.Log2(d.Seconds())) / steps)
}

// Note learns from a wait that ended.
func (e *Experience) Note(ctx context.Context, documentType string, size int64, t Took) error {
	if t.Within <= 0 || t.Within < t.After {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.recall(ctx)
	s := Sort{e.service, documentType, SizeClass(size)}
	e.noted++
	e.took[s] = Newest(append(e.took[s], t))
	if e.memory == nil {
		return nil
	}
	return e.memory.Keep(ctx, s, t)
}

// Newest leaves out what need not be kept of a sort, the oldest first.
func Newest(took []Took) []Took {
	room := map[bool]int{true: kept, false: kept / 4}
	for i, t := range slices.Backward(took) {
		if room[t.tells()]--; room[t.tells()] < 0 {
			took = slices.Delete(took, i, i+1)
		}
	}
	return took
}

func (e *Experience) recall(ctx context.Context) {
	if e.recalled || e.memory == nil {
		return
	}
	e.recalled = true
	if took, err := e.memory.Recall(ctx, e.service); err == nil {
		for s, t := range took {
			e.took[s] = Newest(t)
		}
	}
}

func (e *Experience) known() int {
	n := 0
	for _, t := range e.took {
		n += len(t)
	}
	return n
}

// How far apart the times of alike things usually are, as a standard deviation
// of their logarithm: of document types of one service, and of sizes of one
// type.
const (
	typesApart = 1.0
	sizesApart = 0.5
)

// belief is what is held of a sort: from other types of the service something,
// from other sizes of the type more, and the rest from the sort's own times.
func (e *Experience) belief(s Sort) belief {
	b := unknowing().learn(e.spans(func(o Sort) bool { return o.DocumentType != s.DocumentType }))
	b = b.handDown(typesApart).learn(e.spans(func(o Sort) bool { return o.DocumentType == s.DocumentType && o.Size != s.Size }))
	alike := b.handDown(sizesApart)
	own := spans(e.took[s])
	if i := sinceChange(e.took[s], own, alike); i > 0 {
		return unknowing().learn(own[i:])
	}
	return alike.learn(own)
}

// spans gathers what is known of the sorts that are wanted.
func (e *Experience) spans(wanted func(Sort) bool) []span {
	var sorts []Sort
	for s := range e.took {
		if wanted(s) {
			sorts = append(sorts, s)
		}
	}
	slices.SortFunc(sorts, func(a, b Sort) int {
		return cmp.Or(cmp.Compare(a.DocumentType, b.DocumentType), cmp.Compare(a.Size, b.Size))
	})
	var all []span
	for _, s := range sorts {
		all = append(all, spans(e.took[s])...)
	}
	return all
}

// sinceChange is where in what was found out the service became quicker: there
// the first look found one document after the other finished, which is most
// unlikely by what was found out before. What was before counts no more then.
// It is 0 where there was no such change.
func sinceChange(took []Took, found []span, alike belief) int {
	const many, unlikely = kept / 8, 1e-3
	end := len(took)
	for end > 0 {
		begin := end
		for begin > 0 && !took[begin-1].tells() {
			begin--
		}
		if begin > 0 && end-begin >= many {
			before := alike.learn(found[:begin])
			chance := 1.0
			for _, f := range found[begin:end] {
				chance *= phi((f.high - before.mean) / before.scale())
			}
			if chance < unlikely {
				return end
			}
		}
		end = begin - 1
	}
	return 0
}
