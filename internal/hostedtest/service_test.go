package hostedtest_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/client"
	"github.com/docextract/docextract/internal/hostedtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// start starts a service and a client of it that tries everything once.
func start(t *testing.T, cfg hostedtest.Config) (*hostedtest.Service, *client.Client) {
	t.Helper()
	s := hostedtest.New(cfg)
	url, err := s.Start()
	if err != nil {
		t.Fatal(err)
	}
	c, err := client.New(client.Config{BaseURL: url, Key: cfg.Key, TryFor: time.Nanosecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, c
}

func submit(t *testing.T, c api.Service, text string) (string, error) {
	t.Helper()
	return c.Submit(t.Context(), api.Submission{
		Document: api.BytesDocument("a.pdf", []byte(text)), DocumentType: "simple-invoice", Customer: "ACME",
	})
}

func TestADocumentsLife(t *testing.T) {
	s, c := start(t, hostedtest.Config{Key: "secret", Latency: hostedtest.Always(time.Hour)})
	id, err := submit(t, c, "hello")
	if err != nil {
		t.Fatal(err)
	}
	at := func(want api.Status, awaiting int) api.Extraction {
		t.Helper()
		ids, err := c.AwaitingPoll(t.Context(), "ACME")
		if err != nil || len(ids) != awaiting {
			t.Errorf("%s: %d are awaited (%v), want %d", want, len(ids), err, awaiting)
		}
		x, err := c.Poll(t.Context(), id, 0)
		if err != nil || x.Status != want {
			t.Errorf("it is %s (%v), want %s", x.Status, err, want)
		}
		return x
	}
	at(api.StatusInProgress, 0)
	s.Advance(2 * time.Hour)
	x := at(api.StatusSuccess, 1)
	at(api.StatusSuccess, 0)
	s.Advance(48 * time.Hour)
	at(api.StatusExpired, 0)

	all := s.Extractions()
	if len(all) != 1 || all[0].Looks != 4 || all[0].Customer != "ACME" || all[0].Fetched != 3 {
		t.Fatalf("the account is %+v", all)
	}
	if f, _ := x.Result.Field("invoice_number"); f.Best().String() != all[0].SHA256 {
		t.Errorf("the result tells the hash %s", f.Best())
	}
	if n := s.Tally().Requests; n[hostedtest.Submitting] != 1 || n[hostedtest.Looking] != 4 || n[hostedtest.Listing] != 4 {
		t.Errorf("requests: %v", n)
	}
}

func TestAForeignKey(t *testing.T) {
	s := hostedtest.New(hostedtest.Config{Key: "secret"})
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1/awaiting-poll/", http.NoBody))
	if rec.Code != http.StatusUnauthorized {
		t.Errorf("answered %d", rec.Code)
	}
}

// TestFaultsOfASubmission holds what the client makes of each fault beside
// what was really taken.
func TestFaultsOfASubmission(t *testing.T) {
	tests := map[hostedtest.Fault]api.Kind{
		hostedtest.TooMany:           api.KindRateLimited,
		hostedtest.TooManySeconds:    api.KindRateLimited,
		hostedtest.TooManyDate:       api.KindRateLimited,
		hostedtest.Unavailable:       api.KindUnavailable,
		hostedtest.InternalError:     api.KindAmbiguous,
		hostedtest.BadGateway:        api.KindAmbiguous,
		hostedtest.GatewayTimeout:    api.KindAmbiguous,
		hostedtest.ResetBeforeBody:   api.KindAmbiguous,
		hostedtest.ResetAfterBody:    api.KindAmbiguous,
		hostedtest.ResetBeforeAnswer: api.KindAmbiguous,
		hostedtest.LostAnswer:        api.KindAmbiguous,
		hostedtest.CutAnswer:         api.KindAmbiguous,
		hostedtest.NoID:              api.KindAmbiguous,
	}
	for fault, kind := range tests {
		t.Run(fmt.Sprint(fault), func(t *testing.T) {
			s, c := start(t, hostedtest.Config{Faults: hostedtest.Script(hostedtest.Submitting, fault)})
			_, err := submit(t, c, "hello")
			if api.KindOf(err) != kind {
				t.Errorf("got %v", err)
			}
			if taken := len(s.Extractions()) == 1; taken != fault.Accepted() {
				t.Errorf("taken: %t", taken)
			}
			if _, err := submit(t, c, "hello"); err != nil {
				t.Errorf("the next one: %v", err)
			}
			if twice := len(s.PaidTwice()) == 1; twice != fault.Accepted() {
				t.Errorf("paid twice: %t", twice)
			}
		})
	}
}

func TestSlowAnswersArrive(t *testing.T) {
	s, c := start(t, hostedtest.Config{
		Faults: hostedtest.Script(hostedtest.Submitting, hostedtest.SlowAnswer),
		Reply:  [2]time.Duration{time.Millisecond, 3 * time.Millisecond},
	})
	if id, err := submit(t, c, "hello"); err != nil || s.Extractions()[0].ID != id {
		t.Errorf("got %q, %v", id, err)
	}
}

func TestSilenceEndsWithTheService(t *testing.T) {
	s, c := start(t, hostedtest.Config{Faults: hostedtest.Script(hostedtest.Submitting, hostedtest.Silence)})
	done := make(chan error)
	go func() {
		_, err := submit(t, c, "hello")
		done <- err
	}()
	for len(s.Extractions()) == 0 {
		time.Sleep(time.Millisecond) // the request must have arrived
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := <-done; api.KindOf(err) != api.KindAmbiguous {
		t.Errorf("got %v", err)
	}
}

func TestTheLimit(t *testing.T) {
	s, c := start(t, hostedtest.Config{Limit: hostedtest.Limit{PerSecond: .001, Burst: 4, RetryAfter: true}})
	var last error
	for range 5 { // and the client asks once what the service is
		_, last = submit(t, c, "hello")
	}
	if e := api.AsError(last); e == nil || e.Kind != api.KindRateLimited || e.RetryAfter < time.Minute {
		t.Errorf("got %v", last)
	}
	if tally := s.Tally(); tally.Limited != 2 || tally.Statuses[http.StatusTooManyRequests] != 2 || len(s.Extractions()) != 3 || tally.All() != 6 {
		t.Errorf("the account is %+v", tally)
	}
}

// TestEventsComeTwiceOrNever counts what arrives of the events of 40 jobs.
func TestEventsComeTwiceOrNever(t *testing.T) {
	came := make(chan string, 200)
	ears := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			came <- string(body)
		}
	}))
	defer ears.Close()
	s, c := start(t, hostedtest.Config{Seed: 7, Webhook: hostedtest.Webhook{URL: ears.URL, Lost: .2, Twice: .2}})
	for i := range 40 {
		if _, err := submit(t, c, strings.Repeat("x", i)); err != nil {
			t.Fatal(err)
		}
	}
	counts := map[string]int{}
	s.Flush()
	for len(came) > 0 {
		counts[<-came]++
	}
	twice := 0
	for body, n := range counts {
		if !bytes.Contains([]byte(body), []byte(`"type":"extraction.finished"`)) {
			t.Fatalf("the event is %s", body)
		}
		if n == 2 {
			twice++
		}
	}
	if len(counts) == 40 || len(counts) < 20 || twice == 0 {
		t.Errorf("%d of 40 came, %d of them twice", len(counts), twice)
	}
}

// TestChanceComesAgain draws the same faults in the same shares every time.
func TestChanceComesAgain(t *testing.T) {
	draw := func(seed uint64) map[hostedtest.Fault]int {
		counts := map[hostedtest.Fault]int{}
		choose := hostedtest.Trouble(seed)
		for n := range 10_000 {
			counts[choose(hostedtest.Looking, n)]++
		}
		return counts
	}
	one := draw(1)
	if !maps.Equal(one, draw(1)) || maps.Equal(one, draw(2)) {
		t.Error("chance does not go by the seed")
	}
	if n := one[hostedtest.TooMany]; n < 240 || n > 360 {
		t.Errorf("3 %% of 10,000 are %d", n)
	}
	if n := one[hostedtest.None]; n < 6500 || n > 7300 {
		t.Errorf("%d of 10,000 go well", n)
	}
}

func TestTimesComeAgain(t *testing.T) {
	times := func() []time.Duration {
		s, c := start(t, hostedtest.Config{Seed: 3, Latency: hostedtest.LogNormal(8*time.Second, .5), Unreadable: .5})
		for i := range 20 {
			if _, err := submit(t, c, strings.Repeat("x", i)); err != nil {
				t.Fatal(err)
			}
		}
		var all []time.Duration
		for _, x := range s.Extractions() {
			all = append(all, x.FinishedAt.Sub(x.AcceptedAt))
		}
		return all
	}
	first := times()
	if !slices.Equal(first, times()) {
		t.Error("times do not go by the seed")
	}
	slices.Sort(first)
	if m := first[10]; m < 5*time.Second || m > 12*time.Second {
		t.Errorf("the median is %s", m)
	}
}
