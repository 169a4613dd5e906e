package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/docextract/docextract/internal/atomicfile"
	"github.com/docextract/docextract/internal/event"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/render"
)

// The pauses before an event is dealt with again that could not be.
const (
	firstAgain   = 2 * time.Second
	longestAgain = 5 * time.Minute
)

// listening deals with the events of a spool, one after the other.
type listening struct {
	*listenOptions
	spool  *event.Spool
	sender event.Sender
	dealt  int
}

// run deals with events until the context ends or enough have come.
func (l *listening) run(ctx context.Context) error {
	pause := firstAgain
	for {
		left, err := l.round(ctx)
		if err != nil || l.enough() {
			return err
		}
		var again <-chan time.Time
		if left > 0 {
			again = time.After(pause)
			pause = min(longestAgain, 2*pause)
		} else {
			pause = firstAgain
		}
		select {
		case <-l.spool.News():
		case <-again:
		case <-ctx.Done():
			if errors.Is(context.Cause(ctx), ErrInterrupted) {
				return nil // that is how listening ends
			}
			return context.Cause(ctx)
		}
	}
}

func (l *listening) enough() bool { return l.maxEvents > 0 && l.dealt >= l.maxEvents }

// round deals with all that waits, and counts what could not be dealt with.
func (l *listening) round(ctx context.Context) (left int, err error) {
	waiting, err := l.spool.Waiting()
	if err != nil {
		return 0, err
	}
	for _, k := range waiting {
		if ctx.Err() != nil || l.enough() {
			return left, nil //nolint:nilerr // the rest is dealt with by the next listen
		}
		file, err := l.deal(ctx, k)
		if err != nil {
			left++
			l.factory.warn(err.Error() + "; it is tried again")
			continue
		}
		if err := l.spool.Done(k); err != nil {
			return left, err
		}
		l.dealt++
		if err := l.print(k.Event, file); err != nil {
			return left, err
		}
	}
	return left, nil
}

// deal does with one event what the user asked for.
func (l *listening) deal(ctx context.Context, k event.Kept) (file string, err error) {
	if l.outDir != "" && k.Type == event.Finished {
		if file, err = l.fetch(ctx, k.ExtractionID); err != nil {
			return "", err
		}
	}
	if l.forwardTo != "" {
		if err := l.sender.Send(ctx, l.forwardTo, k.ID, k.Body); err != nil {
			return "", err
		}
	}
	if l.command != "" {
		return file, event.Run(ctx, l.command, k.Event, k.Body, l.factory.Streams.Env.All(), l.factory.Streams.Err)
	}
	return file, nil
}

// plainID is an id that can be a file's name anywhere.
var plainID = regexp.MustCompile(`^[0-9A-Za-z_-]{1,100}$`)

// fetch asks the service for what the event is about, and keeps and writes it.
// An event about something that the service does not know is nobody's.
func (l *listening) fetch(ctx context.Context, id string) (string, error) {
	if !plainID.MatchString(id) {
		l.factory.warn("an event is about " + iostreams.Clean(id) + ", which is no extraction's id")
		return "", nil
	}
	job, err := (&idsOptions{factory: l.factory, ids: []string{id}}).open(ctx)
	if err != nil {
		return "", err
	}
	defer job.close()
	job.look = job.once
	d := job.find(ctx, id)
	switch code := codeOfDocument(d); {
	case code == ExitNotFound:
		l.factory.warn("an event is about " + id + ", which the service does not know or has no more")
		return "", nil
	case d.Err != nil && code != ExitFailed, !d.Extraction.Status.Finished():
		return "", fmt.Errorf("extraction %s could not be fetched: exit status %d", id, code)
	}
	var b bytes.Buffer
	if err := render.JSON(&b, render.NewObject(d)); err != nil {
		return "", err
	}
	path := filepath.Join(l.outDir, id+".json")
	return path, atomicfile.Write(path, b.Bytes(), 0o750)
}

// print writes a line for an event that was dealt with.
func (l *listening) print(e event.Event, file string) error {
	out := l.factory.Streams.Out
	if l.output.format == formatTable {
		line := []string{iostreams.Clean(e.Type), iostreams.Clean(e.ExtractionID)}
		if file != "" {
			line = append(line, iostreams.Clean(file))
		}
		_, err := fmt.Fprintln(out, strings.Join(line, "  "))
		return err
	}
	line := struct {
		ID           string    `json:"event_id"`
		Type         string    `json:"type"`
		ExtractionID string    `json:"extraction_id"`
		Time         time.Time `json:"event_time"`
		File         *string   `json:"file"`
	}{e.ID, e.Type, e.ExtractionID, e.Time, nil}
	if file != "" {
		line.File = &file
	}
	data, err := json.Marshal(line)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", data)
	return err
}

// spoolName is a folder's name for an address.
func spoolName(address string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '.' {
			return r
		}
		return '_'
	}, address)
}
