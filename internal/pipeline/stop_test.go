package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/pipeline"
)

// TestAServiceThatTakesNothing is found out by a few documents and not by each
// of a thousand.
func TestAServiceThatTakesNothing(t *testing.T) {
	tests := map[string]struct {
		err  api.Error
		most int
		rest api.Kind
	}{
		"the key is refused": {api.Error{Kind: api.KindUnauthorized, Code: api.CodeUnauthorized}, 4, api.KindUnauthorized},
		"away":               {api.Error{Kind: api.KindUnavailable, Code: api.CodeUnavailable}, 4, api.KindUnavailable},
		"over the limit":     {api.Error{Kind: api.KindRateLimited, Code: api.CodeRateLimited}, 4, api.KindRateLimited},
		"the type":           {api.Error{Kind: api.KindInvalid, Code: api.CodeUnknownDocumentType}, 4, api.KindInvalid},
		"broken":             {api.Error{Kind: api.KindAmbiguous, Code: api.CodeAmbiguous}, 8, api.KindUnavailable},
		"each document":      {api.Error{Kind: api.KindInvalid, Code: api.CodeInvalidRequest}, 1000, api.KindInvalid},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := &fake{refuse: func(int, string) error {
				time.Sleep(time.Second)
				e := tt.err
				e.Message = "no"
				return &e
			}}
			got := run(t, pipeline.Config{Service: f, InOrder: true}, slices.Repeat([]string{"ok 1s"}, 1000))
			if f.submitted > tt.most {
				t.Errorf("tried %d times", f.submitted)
			}
			last := got[len(got)-1]
			if last.Err == nil || last.Err.Kind != tt.rest || strings.HasPrefix(last.Err.Message, "not sent") != (tt.most < 1000) || last.Status() != api.StatusError {
				t.Errorf("the last is %+v", last.Err)
			}
		})
	}
}

// TestAServiceThatStumbles goes on: others were accepted meanwhile.
func TestAServiceThatStumbles(t *testing.T) {
	f := &fake{refuse: func(n int, _ string) error {
		switch {
		case n%10 == 0:
			time.Sleep(10 * time.Second)
			return &api.Error{Kind: api.KindUnavailable, Code: api.CodeUnavailable, Message: "away"}
		case n%3 == 0:
			return &api.Error{Kind: api.KindAmbiguous, Code: api.CodeAmbiguous, Message: "nobody knows"}
		}
		return nil
	}}
	got := run(t, pipeline.Config{Service: f}, slices.Repeat([]string{"ok 1s"}, 200))
	if f.submitted != 200 {
		t.Errorf("stopped after %d", f.submitted)
	}
	var ambiguous int
	for _, o := range got {
		if o.Err != nil && o.Err.Kind == api.KindAmbiguous {
			ambiguous++
		}
	}
	if ambiguous != 60 {
		t.Errorf("%d ambiguous", ambiguous)
	}
}

// TestInterrupted stops starting, and tells of every document where it is.
func TestInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(10*time.Second, cancel)
		began := time.Now()
		f := &fake{}
		var got []pipeline.Outcome
		contents := append([]string{"ok 3s", "ok 1h"}, slices.Repeat([]string{"ok 30s"}, 20)...)
		err := pipeline.Run(ctx, pipeline.Config{Service: f, InOrder: true}, inputs(contents...), func(o pipeline.Outcome) error {
			got = append(got, o)
			return nil
		})
		if err != nil || len(got) != 22 || time.Since(began) != 10*time.Second {
			t.Fatalf("%d outcomes after %s, %v", len(got), time.Since(began), err)
		}
		if got[0].Status() != api.StatusSuccess {
			t.Errorf("the first was finished: %+v", got[0])
		}
		var goOn, unsent int
		for _, o := range got[1:] {
			switch {
			case o.Err == nil || o.Err.Kind != api.KindInterrupted:
				t.Errorf("%s: %v", o.Source, o.Err)
			case o.Extraction.ID != "" && o.Status() == api.StatusInProgress && !o.ExpiresAt.IsZero():
				goOn++
			case o.Extraction.ID == "" && o.Status() == api.StatusError:
				unsent++
			}
		}
		if goOn != 4 || unsent != 17 || f.submitted != 5 {
			t.Errorf("%d go on, %d were not sent, %d submitted", goOn, unsent, f.submitted)
		}
	})
}

// TestNobodyListens ends quietly when outcomes cannot be delivered.
func TestNobodyListens(t *testing.T) {
	for _, inOrder := range []bool{false, true} {
		t.Run(fmt.Sprintf("in order %t", inOrder), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &fake{}
				broken := errors.New("broken pipe")
				var delivered int
				began := time.Now()
				cfg := pipeline.Config{Service: f, InOrder: inOrder}
				err := pipeline.Run(t.Context(), cfg, inputs(append([]string{"ok 2s"}, slices.Repeat([]string{"ok 1h"}, 1000)...)...), func(pipeline.Outcome) error {
					delivered++
					return broken
				})
				if !errors.Is(err, broken) || delivered != 1 || f.submitted > 8 || time.Since(began) != 2*time.Second {
					t.Errorf("got %v, %d delivered, %d submitted in %s", err, delivered, f.submitted, time.Since(began))
				}
			})
		})
	}
}

func TestNothingToDo(t *testing.T) {
	run(t, pipeline.Config{Service: &fake{}}, nil)
}
