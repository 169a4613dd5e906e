package event

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"time"
)

// The pauses before an event is sent again that was not taken. They grow to two
// hours; after three days an event is given up.
const (
	firstResend   = 5 * time.Second
	longestResend = 2 * time.Hour
	giveUp        = 3 * 24 * time.Hour
)

// Announcer tells one receiver of extractions that have finished, each at least
// once: an event is on the disk before the outcome is, and stays there until
// the receiver has taken it.
type Announcer struct {
	spool  *Spool
	url    string
	sender Sender
	log    *slog.Logger
}

// NewAnnouncer announces what is in the spool to the receiver at url.
func NewAnnouncer(spool *Spool, url string, sender Sender, log *slog.Logger) *Announcer {
	return &Announcer{spool: spool, url: url, sender: sender, log: log}
}

// Finishing keeps the event of an extraction that is about to finish.
func (a *Announcer) Finishing(extractionID string) error {
	var id [20]byte
	_, _ = rand.Read(id[:]) // it never fails
	e := Event{
		ID: hex.EncodeToString(id[:]), Type: Finished, Time: a.sender.Now(),
		ExtractionID: extractionID, Message: "Extraction process finished",
	}
	body, err := e.Encode()
	if err != nil {
		return err
	}
	return a.spool.put(e, body, false)
}

// Finished has what is kept sent.
func (a *Announcer) Finished() { a.spool.tell() }

// Run sends events until the context ends. What is not sent then is sent by the
// next Run on the same spool.
func (a *Announcer) Run(ctx context.Context) {
	pause := firstResend
	for ctx.Err() == nil {
		var again <-chan time.Time
		if a.round(ctx) {
			again = time.After(pause)
			pause = min(longestResend, 2*pause)
		} else {
			pause = firstResend
		}
		select {
		case <-a.spool.News():
		case <-again:
		case <-ctx.Done():
		}
	}
}

// round sends all that is kept, and reports whether some is left. A receiver
// that does not take one is not asked to take the others.
func (a *Announcer) round(ctx context.Context) (left bool) {
	waiting, err := a.spool.Waiting()
	if err != nil {
		a.log.Error("cannot read the events to send", "error", err)
		return true
	}
	for _, k := range waiting {
		if err := a.sender.Send(ctx, a.url, k.ID, k.Body); err != nil {
			if ctx.Err() == nil {
				a.log.Warn("event not sent", "extraction_id", k.ExtractionID, "error", err)
			}
			if a.sender.Now().Sub(k.Time) < giveUp {
				return true
			}
			a.log.Error("event given up", "extraction_id", k.ExtractionID)
		}
		if err := a.spool.Done(k); err != nil {
			a.log.Error("an event that was sent will be sent again", "error", err)
			return true
		}
	}
	return false
}
