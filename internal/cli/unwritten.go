package cli

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/docextract/docextract/internal/iostreams"
)

// unwritten remembers what a service has accepted until its result is
// written, so that no id is lost with a stream or a disk that fails.
type unwritten struct {
	mu      sync.Mutex
	sources map[string]string // by extraction id
}

func (u *unwritten) add(id, source string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.sources == nil {
		u.sources = map[string]string{}
	}
	u.sources[id] = source
}

func (u *unwritten) remove(id string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.sources, id)
}

// tell names what is left, and how to get it.
func (u *unwritten) tell(s *iostreams.Streams) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(u.sources)) {
		fmt.Fprintf(s.Err, "not written: %s, extraction %s: docextract get %s\n",
			iostreams.Clean(u.sources[id]), iostreams.Clean(id), iostreams.Clean(id))
	}
}
