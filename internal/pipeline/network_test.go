package pipeline_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/client"
	"github.com/docextract/docextract/internal/hostedtest"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/pipeline"
	"github.com/docextract/docextract/internal/waiting"
)

// TestMain forgives the proxy, and nobody else, what hangs in it where a toxic
// has ended a connection.
func TestMain(m *testing.M) {
	const proxy = "github.com/Shopify/toxiproxy/v2."
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction(proxy+"(*ToxicLink).read"), goleak.IgnoreAnyFunction(proxy+"(*ToxicLink).write"),
		goleak.IgnoreAnyFunction("github.com/Shopify/toxiproxy/v2/toxics.(*ToxicStub).Run"))
}

// network is a way to a service that a test can make bad, and a ledger of what
// is sent that way.
type network struct {
	t       *testing.T
	service *hostedtest.Service
	proxy   *toxiproxy.Proxy
	client  *client.Client
	address string // of the service
	url     string // of the way to it
	book    *ledger.Ledger
	// failed gets a value when a request is to be tried again.
	failed chan struct{}
}

// newNetwork is a good one, and the client has found out what the service is.
func newNetwork(t *testing.T, cfg hostedtest.Config) *network {
	t.Helper()
	n := &network{t: t, service: hostedtest.New(cfg), failed: make(chan struct{}, 1)}
	url, err := n.service.Start()
	if err != nil {
		t.Fatal(err)
	}
	n.address = strings.TrimPrefix(url, "http://")
	n.become()
	n.url = "http://" + n.proxy.Listen
	if n.book, err = ledger.Open(t.Context(), filepath.Join(t.TempDir(), "state"), time.Now); err != nil {
		t.Fatal(err)
	}
	n.client, err = client.New(client.Config{BaseURL: n.url, TryFor: 2 * time.Second, Retrying: func(*api.Error, time.Duration) {
		select {
		case n.failed <- struct{}{}:
		default:
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		n.proxy.Stop()
		if err := errors.Join(n.client.Close(), n.service.Close(), n.book.Close()); err != nil {
			t.Error(err)
		}
	})
	if _, err := n.client.Health(t.Context()); err != nil {
		t.Fatal(err)
	}
	return n
}

// toxic is what makes the way bad, for what goes up to the service or for what
// comes down from it.
type toxic struct {
	Type       string         `json:"type"`
	Stream     string         `json:"stream"`
	Attributes map[string]int `json:"attributes"`
	// Toxicity is the share of connections that meet it, 0 for all.
	Toxicity float64 `json:"toxicity,omitempty"`
}

type attributes = map[string]int

func upwards(kind string, a attributes) toxic   { return toxic{kind, "upstream", a, 0} }
func downwards(kind string, a attributes) toxic { return toxic{kind, "downstream", a, 0} }

// vanish leaves no way: what is under way is cut off, and nobody is reached.
func (n *network) vanish() { n.proxy.Stop() }

// become makes the way what the toxics make of it, a good one without any. It
// is a new one at the old address, and what was on the old one is cut off: a
// toxic that comes and goes under a connection can block the proxy for ever.
func (n *network) become(toxics ...toxic) {
	n.t.Helper()
	listen := "127.0.0.1:0"
	if n.proxy != nil {
		n.proxy.Stop()
		listen = n.proxy.Listen
	}
	n.proxy = toxiproxy.NewProxy(toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop()), "service", listen, n.address)
	for _, x := range toxics {
		body, err := json.Marshal(x)
		if err == nil {
			_, err = n.proxy.Toxics.AddToxicJson(bytes.NewReader(body))
		}
		if err != nil {
			n.t.Fatal(err)
		}
	}
	if err := n.proxy.Start(); err != nil {
		n.t.Fatal(err)
	}
}

// extract takes that many documents to the service, all at a time, as the same
// command would again and again. observe may be nil.
func (n *network) extract(count int, observe func(pipeline.Event)) []pipeline.Outcome {
	n.t.Helper()
	var outcomes []pipeline.Outcome
	err := pipeline.Run(n.t.Context(), pipeline.Config{
		Service: n.client, DocumentType: "invoice", Concurrency: count, Experience: n.quick(), Observe: observe,
		Keeping: &pipeline.Keeping{
			Ledger: n.book, Profile: "test", BaseURL: n.url,
			Identify: func(context.Context) (pipeline.Identity, error) { return pipeline.Identity{}, nil },
		},
	}, documents(count), func(o pipeline.Outcome) error {
		if o.Unkept != nil {
			n.t.Errorf("%s: %v", o.Source, o.Unkept)
		}
		outcomes = append(outcomes, o)
		return nil
	})
	if err != nil || len(outcomes) != count {
		n.t.Errorf("%d of %d documents have an outcome, %v", len(outcomes), count, err)
	}
	return outcomes
}

// quick is the experience with a service that takes a moment.
func (n *network) quick() *waiting.Experience {
	e := waiting.NewExperience(n.url, nil)
	for range 20 {
		if err := e.Note(n.t.Context(), "invoice", 1, waiting.Took{After: 40 * time.Millisecond, Within: 60 * time.Millisecond}); err != nil {
			n.t.Fatal(err)
		}
	}
	return e
}

// settled wants every document saved, or ambiguous with its reason, and none
// taken twice; it counts both.
func (n *network) settled() (saved, ambiguous int) {
	n.t.Helper()
	if twice := n.service.PaidTwice(); len(twice) > 0 {
		n.t.Errorf("taken twice: %v", twice)
	}
	ids := map[string]string{}
	for _, x := range n.service.Extractions() {
		ids[x.SHA256] = x.ID
	}
	for e, err := range n.book.Entries(n.t.Context(), ledger.Filter{}) {
		switch {
		case err != nil:
			n.t.Fatal(err)
		case e.State == ledger.Saved && e.ExtractionID == ids[e.SHA256]:
			saved++
		case e.State == ledger.Ambiguous && e.Reason != "":
			ambiguous++
		default:
			n.t.Errorf("%s is %s (%s); the service has %q", e.Source, e.State, e.Reason, ids[e.SHA256])
		}
	}
	return saved, ambiguous
}
