package service

import (
	"cmp"
	"runtime"
	"time"
)

// Limits bound what the service takes on. A zero field has its default.
type Limits struct {
	// Workers is how many documents are processed at once. The default is
	// the number of cores, and two at most: a worker may need 200 MB for a
	// hard document, and the whole process has 600 MB (api.md).
	Workers int
	// DocumentBytes is the longest document, 100 MiB by default.
	DocumentBytes int64
	// ProcessingTime is the longest a document may take, 10 minutes by
	// default; the engine has its own limit for a page.
	ProcessingTime time.Duration
	// Attempts is how often a document may be begun without an end before it
	// is taken for what kills the process, 3 by default.
	Attempts int
	// Waiting is how many documents may wait for a worker, 10,000 by default.
	Waiting int
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Workers:        cmp.Or(l.Workers, min(runtime.NumCPU(), 2)),
		DocumentBytes:  cmp.Or(l.DocumentBytes, 100<<20),
		ProcessingTime: cmp.Or(l.ProcessingTime, 10*time.Minute),
		Attempts:       cmp.Or(l.Attempts, 3),
		Waiting:        cmp.Or(l.Waiting, 10_000),
	}
}
