package main

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
)

// each makes n things with as many readers as there are processors; what
// becomes of a thing does not hang on which of them makes it.
func each[T any](n int, net *network, make1 func(r *reader, i int) (T, error)) ([]T, error) {
	all := make([]T, n)
	failed := make([]error, runtime.GOMAXPROCS(0))
	var next atomic.Int64
	var group sync.WaitGroup
	for w := range failed {
		group.Go(func() {
			r := net.reader()
			for i := int(next.Add(1)) - 1; i < n && failed[w] == nil; i = int(next.Add(1)) - 1 {
				all[i], failed[w] = make1(r, i)
			}
		})
	}
	group.Wait()
	return all, errors.Join(failed...)
}
