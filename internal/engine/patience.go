package engine

import (
	"context"
	"errors"
	"time"
)

// patience is how long the page reader may look at a page, and then read it,
// before the line reader is asked in its place: specks and noise by the
// thousands cost the one a minute and the other nothing.
const patience = 20 * time.Second

var errPatience = errors.New("the page reader takes too long")

// patiently does something within the patience there is. errPatience says that
// this was at an end while the page's time was not.
func patiently(ctx context.Context, do func(context.Context) error) error {
	impatient, cancel := context.WithTimeoutCause(ctx, patience, errPatience)
	defer cancel()
	err := do(impatient)
	if err != nil && ctx.Err() == nil && errors.Is(context.Cause(impatient), errPatience) {
		return errPatience
	}
	return err
}
