package pipeline

import (
	"fmt"
	"sync"

	"github.com/docextract/docextract/internal/api"
)

// failures counts the documents that failed, and tells when enough is enough.
type failures struct {
	mu     sync.Mutex
	most   int // 0 for no limit
	failed int
}

// note counts a document that failed. One whose extraction goes on has not, nor
// one that was never started; to submit, being accepted is enough. What failed
// earlier is no news and cost nothing now: if it counted, the same command again
// would never come beyond it.
func (f *failures) note(o Outcome, submitOnly bool) {
	status := o.Status()
	failed := status == api.StatusError || status == api.StatusExpired
	if submitOnly {
		failed = o.Err != nil
	}
	if !failed || o.LeftOut() || o.recalled {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failed++
}

// enough is why nothing more is to be started, nil below the limit. It is no
// interruption by the user, so that the exit code is that of the failures.
func (f *failures) enough() *api.Error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.most == 0 || f.failed < f.most {
		return nil
	}
	what := "another document failed"
	if f.most > 1 {
		what = fmt.Sprintf("%d documents failed", f.most)
	}
	return &api.Error{
		Kind: api.KindNotStarted, Code: api.CodeInterrupted, Message: "not started, since " + what,
		Hint: "the same command without --fail-fast or --max-failures goes on with the rest",
	}
}
