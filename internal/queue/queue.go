// Package queue is the list of extractions that wait for a worker. It carries
// ids only and is never the truth: that is the extraction's row, from which
// the list is rebuilt at start. On one machine it lives in memory; a body over
// a job table (River on PostgreSQL) fits the same interface for many.
package queue

import "context"

// Queue hands out ids, oldest first, each to one taker at a time.
type Queue interface {
	// Enqueue adds an id at the end.
	Enqueue(ctx context.Context, id string) error
	// Take waits for an id and leases it: nobody else gets it until Release.
	// The lease ends with Done or Release.
	Take(ctx context.Context) (id string, err error)
	// Done forgets a leased id.
	Done(ctx context.Context, id string) error
	// Release gives a leased id back, to be taken first.
	Release(ctx context.Context, id string) error
	// Depth counts the ids that wait, without those that are leased.
	Depth(ctx context.Context) (int, error)
}
