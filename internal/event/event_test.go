package event_test

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/event"
)

const published = `{"event_id": "0e895e25cfa24844c724c0c675da4078b7d13b32", "event_time": "2022-02-03T10:19:17.388584",
 "data": {"id": "0e895e08e170ec2d89ddc313792d7f7b89c0a203", "message": "Extraction process finished"}, "type": "extraction.finished"}`

func noon() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

func TestDecodeThePublishedEvent(t *testing.T) {
	e, err := event.Decode([]byte(published))
	if err != nil {
		t.Fatal(err)
	}
	want := event.Event{
		ID: "0e895e25cfa24844c724c0c675da4078b7d13b32", Type: event.Finished, ExtractionID: "0e895e08e170ec2d89ddc313792d7f7b89c0a203",
		Message: "Extraction process finished", Time: time.Date(2022, 2, 3, 10, 19, 17, 388584000, time.UTC),
	}
	if e != want {
		t.Errorf("got %+v", e)
	}
	body, err := e.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := event.Decode(body); err != nil || again != want {
		t.Errorf("written and read again it is %+v, %v", again, err)
	}
}

func TestDecodeRefuses(t *testing.T) {
	long := strings.Repeat("a", 300)
	for _, body := range []string{"", "null", "[]", "{}", `{"event_id":"a"}`, `{"type":"b"}`, "<html>", `{"event_id":"` + long + `","type":"b"}`} {
		if e, err := event.Decode([]byte(body)); err == nil {
			t.Errorf("%q is read as %+v", body, e)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(published))
	f.Add([]byte(`{"event_id":"a","type":"b","event_time":"x","data":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		e, err := event.Decode(body)
		if err != nil {
			return
		}
		again, err := e.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := event.Decode(again); err != nil {
			t.Errorf("%q was read and written as %q, which cannot be read: %v", body, again, err)
		}
	})
}

// TestTheSpecificationsExample signs as the Standard Webhooks specification
// does in the vectors of its libraries.
func TestTheSpecificationsExample(t *testing.T) {
	s := secret(t, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	h := http.Header{}
	s.Sign(h, "msg_p5jXN8AQM9LWM0D4loKWxJek", []byte(`{"test": 2432232314}`), time.Unix(1614265330, 0))
	if got := h.Get("Webhook-Signature"); got != "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" {
		t.Errorf("the signature is %s", got)
	}
}

func secret(t *testing.T, text string) *event.Secret {
	t.Helper()
	s, err := event.ParseSecret(text)
	if err != nil {
		t.Fatal(err)
	}
	return &s
}

func TestVerify(t *testing.T) {
	s, body := secret(t, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), []byte("body")
	signed := func() http.Header {
		h := http.Header{}
		s.Sign(h, "id", body, noon())
		return h
	}
	tests := map[string]struct {
		change func(http.Header)
		body   string
		now    time.Time
		good   bool
	}{
		"as sent":             {nil, "body", noon(), true},
		"a little late":       {nil, "body", noon().Add(4 * time.Minute), true},
		"too late":            {nil, "body", noon().Add(6 * time.Minute), false},
		"too early":           {nil, "body", noon().Add(-6 * time.Minute), false},
		"another body":        {nil, "bodi", noon(), false},
		"another id":          {func(h http.Header) { h.Set("Webhook-Id", "other") }, "body", noon(), false},
		"no signature":        {func(h http.Header) { h.Del("Webhook-Signature") }, "body", noon(), false},
		"one of two is right": {func(h http.Header) { h.Set("Webhook-Signature", "v1,AAAA v1a,x "+h.Get("Webhook-Signature")) }, "body", noon(), true},
		"no time":             {func(h http.Header) { h.Del("Webhook-Timestamp") }, "body", noon(), false},
	}
	for name, tt := range tests {
		h := signed()
		if tt.change != nil {
			tt.change(h)
		}
		if err := s.Verify(h, []byte(tt.body), tt.now); (err == nil) != tt.good || err != nil && !errors.Is(err, event.ErrSignature) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSecrets(t *testing.T) {
	for _, bad := range []string{"", "  ", "whsec_", "whsec_%%%"} {
		if _, err := event.ParseSecret(bad); err == nil {
			t.Errorf("%q is a secret", bad)
		}
	}
	s := secret(t, "plain words")
	if strings.Contains(s.String()+s.GoString(), "plain") {
		t.Error("the secret is shown")
	}
}

// receiver is one that keeps what it takes in a spool.
func receiver(t *testing.T, s *event.Secret) (*event.Receiver, *event.Spool) {
	t.Helper()
	spool, err := event.OpenSpool(t.TempDir(), noon)
	if err != nil {
		t.Fatal(err)
	}
	return &event.Receiver{Secret: s, Take: spool.Put, Now: noon, Log: slog.New(slog.DiscardHandler)}, spool
}

func post(t *testing.T, r http.Handler, method, body string, h http.Header) int {
	t.Helper()
	rec := httptest.NewRecorder()
	req := httptest.NewRequestWithContext(t.Context(), method, "/", strings.NewReader(body))
	if h != nil {
		req.Header = h
	}
	r.ServeHTTP(rec, req)
	return rec.Code
}

func TestReceive(t *testing.T) {
	r, spool := receiver(t, nil)
	for body, want := range map[string]int{published: 204, "nonsense": 400, strings.Repeat(" ", 100_000): 400} {
		if got := post(t, r, http.MethodPost, body, nil); got != want {
			t.Errorf("answered %d, want %d", got, want)
		}
	}
	if got := post(t, r, http.MethodPut, published, nil); got != http.StatusMethodNotAllowed {
		t.Errorf("PUT is answered %d", got)
	}
	if got := post(t, r, http.MethodGet, "", nil); got != http.StatusOK {
		t.Errorf("GET is answered %d", got)
	}
	if kept, err := spool.Waiting(); err != nil || len(kept) != 1 || string(kept[0].Body) != published {
		t.Errorf("%d are kept, %v", len(kept), err)
	}
}

func TestReceiveSigned(t *testing.T) {
	s := secret(t, "secret")
	r, spool := receiver(t, s)
	if got := post(t, r, http.MethodPost, published, nil); got != http.StatusUnauthorized {
		t.Errorf("without a signature it is answered %d", got)
	}
	h := http.Header{}
	s.Sign(h, "id", []byte(published), noon())
	if got := post(t, r, http.MethodPost, published, h); got != http.StatusNoContent {
		t.Errorf("signed it is answered %d", got)
	}
	if kept, err := spool.Waiting(); err != nil || len(kept) != 1 {
		t.Errorf("%d are kept, %v", len(kept), err)
	}
}

func TestWhatCannotBeKeptIsNotAcknowledged(t *testing.T) {
	for err, want := range map[error]int{event.ErrFull: 503, errors.New("the disk is full"): 500} {
		r := &event.Receiver{Take: func(event.Event, []byte) error { return err }, Now: noon, Log: slog.New(slog.DiscardHandler)}
		if got := post(t, r, http.MethodPost, published, nil); got != want {
			t.Errorf("%v is answered %d", err, got)
		}
	}
}

// TestASpoolOutlivesItsProcess keeps what was not dealt with, and knows what was.
func TestASpoolOutlivesItsProcess(t *testing.T) {
	dir := t.TempDir()
	open := func() *event.Spool {
		s, err := event.OpenSpool(dir, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	put := func(s *event.Spool, id string) {
		e := event.Event{ID: id, Type: event.Finished, Time: noon()}
		body, err := e.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Put(e, body); err != nil {
			t.Fatal(err)
		}
	}
	waiting := func(s *event.Spool) []event.Kept {
		kept, err := s.Waiting()
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}
	s := open()
	put(s, "../../one")
	put(s, "two")
	put(s, "two")
	if kept := waiting(s); len(kept) != 2 {
		t.Fatalf("%d wait", len(kept))
	}
	for _, k := range waiting(s) {
		if k.ID == "two" {
			if err := s.Done(k); err != nil {
				t.Fatal(err)
			}
		}
	}
	s = open()
	put(s, "two")
	kept := waiting(s)
	if len(kept) != 1 || kept[0].ID != "../../one" {
		t.Errorf("after a restart %d wait", len(kept))
	}
	select {
	case <-s.News():
	default:
		t.Error("nobody is told of what waits")
	}
	if err := os.WriteFile(filepath.Join(dir, "waiting", "x.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if kept := waiting(open()); len(kept) != 1 {
		t.Errorf("beside a broken file %d wait", len(kept))
	}
}

func TestSend(t *testing.T) {
	s := secret(t, "secret")
	status := http.StatusNoContent
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = s.Verify(r.Header, body, time.Now())
		}
		if err != nil {
			t.Errorf("what arrived: %v", err)
		}
		w.WriteHeader(status)
	}))
	defer server.Close()
	sender := event.Sender{Secret: s, Now: time.Now, UserAgent: "test"}
	if err := sender.Send(t.Context(), server.URL, "id", []byte(published)); err != nil {
		t.Error(err)
	}
	for _, status = range []int{http.StatusFound, http.StatusInternalServerError} {
		if err := sender.Send(t.Context(), server.URL, "id", []byte(published)); err == nil {
			t.Errorf("%d is a success", status)
		}
	}
}
