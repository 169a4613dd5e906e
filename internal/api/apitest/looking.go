package apitest

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
)

func unknownID(t *testing.T, svc api.Service) {
	t.Helper()
	for _, id := range []string{strings.Repeat("0", 40), "no-such-id", "../keys", "a b&c=d"} {
		_, err := svc.Poll(t.Context(), id, 0)
		_ = wantKind(t, err, api.KindNotFound)
		_, err = svc.Poll(t.Context(), id, time.Second)
		_ = wantKind(t, err, api.KindNotFound)
	}
}

// lookingAgain wants the same answer again, at once however long it may be
// held: fetching a result does not use it up.
func lookingAgain(t *testing.T, svc api.Service) {
	t.Helper()
	id := submit(t, svc, submission())
	first := finish(t, svc, id)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	again, err := svc.Poll(ctx, id, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	first.Raw, again.Raw = nil, nil
	if !reflect.DeepEqual(first, again) {
		t.Errorf("first %+v, then %+v", first, again)
	}
}

func lookingWithoutTime(t *testing.T, svc api.Service) {
	t.Helper()
	id := submit(t, svc, submission())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if x, err := svc.Poll(ctx, id, time.Hour); err == nil && x.Status == api.StatusInProgress {
		t.Error("a look was held open although nobody waits for it")
	}
	_ = finish(t, svc, id)
}

// awaitingPoll wants a finished extraction listed until it is fetched.
func awaitingPoll(t *testing.T, svc api.Service) {
	t.Helper()
	if ids, err := svc.AwaitingPoll(t.Context(), ""); err != nil || len(ids) != 0 {
		t.Fatalf("an empty service lists %v, %v", ids, err)
	}
	s := submission()
	s.Customer = "ACME"
	ours := submit(t, svc, s)
	s.Customer = "Initech"
	theirs := submit(t, svc, s)
	for _, want := range []struct {
		customer string
		ids      []string
	}{
		{"ACME", []string{ours}}, {"Initech", []string{theirs}}, {"", []string{ours, theirs}}, {"nobody", nil},
	} {
		listed(t, svc, want.customer, want.ids)
	}
	_ = finish(t, svc, ours)
	listed(t, svc, "ACME", nil)
	listed(t, svc, "", []string{theirs})
}

// listed waits until exactly these are listed.
func listed(t *testing.T, svc api.Service, customer string, want []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	want = slices.Sorted(slices.Values(want))
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	for {
		ids, err := svc.AwaitingPoll(ctx, customer)
		if err != nil {
			t.Fatalf("awaiting poll of %q: %v", customer, err)
		}
		if slices.Equal(slices.Sorted(slices.Values(ids)), want) {
			return
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			t.Fatalf("of %q are listed %v, want %v", customer, ids, want)
		}
	}
}
