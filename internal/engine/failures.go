package engine

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/docextract/docextract/internal/api"
)

const (
	// pageTime is what reading one page may take, for finding out how it lies
	// and for all readers together.
	pageTime = 60 * time.Second
	// maxDetails is how many pages an error tells of.
	maxDetails = 20
)

var errPageTime = errors.New("the time for a page is over")

func pageTimeError(err error) error {
	return &api.Error{
		Kind: api.KindDocument, Code: api.CodeTimeout, Err: err,
		Message: fmt.Sprintf("reading took longer than %d seconds a page", int(pageTime.Seconds())),
	}
}

// failure is why the page of an index could not be read.
type failure struct {
	index int
	err   error
}

type failures []failure

// err is the error of the first page with what happened to each, nil without
// any.
func (all failures) err() error {
	if len(all) == 0 {
		return nil
	}
	slices.SortFunc(all, func(a, b failure) int { return cmp.Compare(a.index, b.index) })
	e, ok := errors.AsType[*api.Error](all[0].err)
	if !ok {
		return fmt.Errorf("page %d: %w", all[0].index+1, all[0].err)
	}
	located := *e
	located.Details = nil
	for _, f := range all[:min(len(all), maxDetails)] {
		located.Details = append(located.Details, fmt.Sprintf("page %d: %s", f.index+1, api.AsError(f.err).Message))
	}
	if more := len(all) - maxDetails; more > 0 {
		located.Details = append(located.Details, fmt.Sprintf("and %d pages more", more))
	}
	located.Details = append(located.Details, e.Details...)
	return &located
}
