package pipeline

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"iter"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/ledger"
)

// Rehearsed is what a run would do with one input.
type Rehearsed struct {
	Source string
	Size   int64
	// Action is what would be done, 0 where Err says why nothing would be.
	Action ledger.Action
	Err    *api.Error
}

// Rehearse tells of each input what a run with a ledger would do. Documents are
// read and nothing is sent or noted. What another process is sending counts as
// accepted: a run would pick it up.
func Rehearse(ctx context.Context, cfg Config, inputs iter.Seq[Input], tell func(Rehearsed)) error {
	k := newKeeper(ctx, &run{cfg: cfg})
	id, err := k.identify()
	if err != nil {
		return err
	}
	seen := map[uint64]struct{}{}
	for input := range inputs {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		_, intent, err := k.intent(input)
		if err != nil {
			tell(Rehearsed{Source: input.Source, Err: unreadable(input.Source, err)})
			continue
		}
		intent.Engine, intent.Keyed = id.Engine, id.Keyed
		action, err := k.keeping.Ledger.Rehearse(ctx, intent, k.keeping.Policy)
		if err != nil {
			return err
		}
		mark := fingerprint(intent.SHA256)
		switch _, twice := seen[mark]; {
		case action == ledger.Busy:
			action = ledger.PickUp
		case action == ledger.Send && twice:
			action = ledger.Reuse // the same bytes twice in one run
		}
		seen[mark] = struct{}{}
		tell(Rehearsed{Source: input.Source, Size: intent.Size, Action: action})
	}
	return nil
}

// fingerprint is the beginning of a hash in hex. Eight bytes tell a hundred
// thousand documents apart and take a sixth of the memory of the text; were two
// ever the same, a rehearsal would count one too few.
func fingerprint(sha256 string) uint64 {
	sum, err := hex.DecodeString(sha256)
	if err != nil || len(sum) < 8 {
		return 0
	}
	return binary.BigEndian.Uint64(sum)
}
