package hostedtest

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

// tell sends the event of a job's end when that has come, or loses it. It is
// called with mu held.
func (s *Service) tell(x Extraction, d *rand.Rand) {
	hook := s.cfg.Webhook
	lost, twice := d.Float64() < hook.Lost, d.Float64() < hook.Twice
	event := ksuid(x.FinishedAt, d.Uint64(), d.Uint64())
	if hook.URL == "" || lost {
		return
	}
	due := x.FinishedAt.Sub(s.now()) + hook.Delay
	s.told.Go(func() {
		timer := time.NewTimer(due)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-s.ctx.Done():
			return
		}
		s.post(Event(event, x.ID, x.FinishedAt))
		if twice {
			s.post(Event(event, x.ID, x.FinishedAt))
		}
	})
}

// Event is the body of the event that tells of a finished job.
func Event(eventID, extractionID string, at time.Time) []byte {
	var e struct {
		ID   string `json:"event_id"`
		Time string `json:"event_time"`
		Data struct {
			ID      string `json:"id"`
			Message string `json:"message"`
		} `json:"data"`
		Type string `json:"type"`
	}
	e.ID, e.Type = eventID, "extraction.finished"
	e.Time = at.UTC().Format("2006-01-02T15:04:05.000000")
	e.Data.ID, e.Data.Message = extractionID, "Extraction process finished"
	body, err := json.Marshal(e)
	if err != nil {
		panic(err) // strings always encode
	}
	return body
}

// post hands over an event, once: the hosted service is not known to try again.
func (s *Service) post(body []byte) {
	req, err := http.NewRequestWithContext(s.ctx, http.MethodPost, s.cfg.Webhook.URL, bytes.NewReader(body))
	if err != nil {
		return
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := (&http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}).Do(req)
	if err != nil {
		return // nobody is there
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
}

// Flush waits until the events of all jobs so far are sent or lost.
func (s *Service) Flush() { s.told.Wait() }
