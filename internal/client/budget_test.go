package client_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/client"
)

// purse notes what is asked of a budget.
type purse struct {
	mu  sync.Mutex
	did []string
}

func (p *purse) note(what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.did = append(p.did, what)
}

func (p *purse) Take(context.Context) error { p.note("take"); return nil }
func (p *purse) Answered()                  { p.note("answered") }
func (p *purse) Refused(_ context.Context, after time.Duration) {
	p.note("refused " + after.String())
}

// TestEachAttemptTakesFromTheBudget counts repeated attempts too.
func TestEachAttemptTakesFromTheBudget(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked == 1 {
			w.Header().Set("Retry-After", "0.01")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		_, _ = w.Write([]byte(`{"extraction_ids": []}`))
	}))
	defer server.Close()
	p := &purse{}
	c, err := client.New(client.Config{BaseURL: server.URL, Budget: p})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.AwaitingPoll(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if want := []string{"take", "refused 10ms", "take", "answered"}; !slices.Equal(p.did, want) {
		t.Errorf("the budget saw %q", p.did)
	}
}

type empty struct{ purse }

func (*empty) Take(context.Context) error { return context.Canceled }

func TestAnEmptyBudgetSendsNothing(t *testing.T) {
	c, err := client.New(client.Config{BaseURL: "http://127.0.0.1:9", Budget: &empty{}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = c.Submit(ctx, api.Submission{Document: api.BytesDocument("a.pdf", []byte("x")), DocumentType: "invoice"})
	if api.KindOf(err) != api.KindInterrupted {
		t.Errorf("got %v", err)
	}
}
