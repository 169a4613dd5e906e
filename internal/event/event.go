// Package event is what is said when an extraction has finished: it makes,
// signs, sends, checks and receives webhooks. An event is a hint and holds no
// result; whoever hears of it asks the service.
package event

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Finished is the type of the event that an extraction has finished.
const Finished = "extraction.finished"

// Event is one event.
type Event struct {
	// ID is the same each time that the event is sent.
	ID   string
	Type string
	Time time.Time // zero where it cannot be read
	// ExtractionID is what it is about.
	ExtractionID string
	Message      string
}

// wire is an event as it travels. event_time is UTC without a zone.
type wire struct {
	ID   string `json:"event_id"`
	Time string `json:"event_time"`
	Data struct {
		ID      string `json:"id"`
		Message string `json:"message"`
	} `json:"data"`
	Type string `json:"type"`
}

const timeLayout = "2006-01-02T15:04:05.999999"

// Encode writes the event's body.
func (e Event) Encode() ([]byte, error) {
	w := wire{ID: e.ID, Type: e.Type, Time: e.Time.UTC().Format("2006-01-02T15:04:05.000000")}
	w.Data.ID, w.Data.Message = e.ExtractionID, e.Message
	return json.Marshal(w)
}

// maxID is how long an id may be, in bytes. The hosted service's have 40.
const maxID = 256

// Decode reads an event's body. Members that are not known are ignored.
func Decode(body []byte) (Event, error) {
	var w wire
	if err := json.Unmarshal(body, &w); err != nil {
		return Event{}, fmt.Errorf("the event is not the JSON of an event: %w", err)
	}
	if w.ID == "" || w.Type == "" {
		return Event{}, errors.New("the event has no event_id or no type")
	}
	if len(w.ID) > maxID || len(w.Data.ID) > maxID {
		return Event{}, errors.New("the event's ids are too long")
	}
	e := Event{ID: w.ID, Type: w.Type, ExtractionID: w.Data.ID, Message: w.Data.Message}
	for _, layout := range []string{timeLayout, time.RFC3339Nano} {
		if at, err := time.Parse(layout, w.Time); err == nil {
			e.Time = at.UTC()
			break
		}
	}
	return e, nil
}
