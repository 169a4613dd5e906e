package main

import (
	"time"

	"github.com/docextract/docextract/internal/waiting"
)

// peer is a schedule that other programs wait by.
type peer struct {
	name string
	plan waiting.Plan
}

func peers() []peer {
	return []peer{
		{"every 1 s", flat(time.Second)},
		{"every 1.5 s", flat(1500 * time.Millisecond)},
		{"every 3 s", flat(3 * time.Second)},
		{"every 5 s", flat(5 * time.Second)},
		{"every 30 s", flat(30 * time.Second)},
		{"1 → 10 s × 1.25", growing{1, 10, 1.25}},
		{"2 → 30 s × 1.25", growing{2, 30, 1.25}},
		{"1 → 10 s × 1.5", growing{1, 10, 1.5}},
		{"ours, unlearned", waiting.Growing{}},
	}
}

// flat looks at equal intervals.
type flat time.Duration

func (f flat) Next(age time.Duration) time.Duration {
	return age.Truncate(time.Duration(f)) + time.Duration(f)
}

// growing has pauses from first to longest seconds, each by factor longer.
type growing struct{ first, longest, factor float64 }

func (g growing) Next(age time.Duration) time.Duration {
	at, pause := g.first, g.first
	for at <= age.Seconds()+1e-9 {
		pause = min(g.longest, pause*g.factor)
		at += pause
	}
	return time.Duration(at * float64(time.Second))
}
