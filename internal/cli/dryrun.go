package cli

import (
	"context"
	"fmt"

	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/pipeline"
	"github.com/docextract/docextract/internal/render"
)

// rehearsal is what a run would do, as json gives it.
type rehearsal struct {
	Documents   int    `json:"documents"`
	Bytes       int64  `json:"bytes"`
	Submit      int    `json:"submit"`
	SubmitBytes int64  `json:"submit_bytes"`
	Known       int    `json:"known"`    // kept here
	Pending     int    `json:"pending"`  // accepted earlier
	Withheld    int    `json:"withheld"` // ambiguous or expired
	Unreadable  int    `json:"unreadable"`
	Skipped     int    `json:"skipped"` // of folders: hidden, links, no documents
	Profile     string `json:"profile"`
	BaseURL     string `json:"base_url"` // "" for the local server
}

// rehearse says what a run would do. Nothing is submitted and nothing noted.
func (j *documentsJob) rehearse(ctx context.Context) error {
	r := rehearsal{Skipped: j.files.Skipped, Profile: j.profile.Name, BaseURL: j.profile.BaseURL}
	err := pipeline.Rehearse(ctx, j.pipelineConfig(), j.inputs(), func(d pipeline.Rehearsed) {
		r.Documents++
		r.Bytes += d.Size
		if d.Err != nil {
			r.Unreadable++
			j.factory.warn(iostreams.Clean(d.Err.Message))
			return
		}
		switch d.Action {
		case ledger.Send:
			r.Submit++
			r.SubmitBytes += d.Size
		case ledger.Reuse:
			r.Known++
		case ledger.PickUp, ledger.Busy:
			r.Pending++
		case ledger.Withhold:
			r.Withheld++
		}
	})
	if err != nil {
		return err
	}
	return j.writeRehearsal(r)
}

func (j *documentsJob) writeRehearsal(r rehearsal) error {
	out := j.factory.Streams.Out
	switch j.format {
	case formatJSON:
		return render.JSON(out, r)
	case formatNDJSON:
		return render.Line(out, r)
	case formatTable, formatCSV, formatRaw:
	}
	where := r.BaseURL
	if where == "" {
		where = "the local server"
	}
	return render.Pairs(out, [][]string{
		{"documents", fmt.Sprintf("%d (%s)%s", r.Documents, size(r.Bytes), j.skippedNote())},
		{"to submit", fmt.Sprintf("%d (%s) to %s, profile %s", r.Submit, size(r.SubmitBytes), iostreams.Clean(where), iostreams.Clean(r.Profile))},
		{"kept here", fmt.Sprint(r.Known)},
		{"at work", fmt.Sprint(r.Pending)},
		{"withheld", fmt.Sprintf("%d (ambiguous or expired)", r.Withheld)},
		{"unreadable", fmt.Sprint(r.Unreadable)},
	})
}

// size is a number of bytes for a person.
func size(n int64) string {
	const unit = 1000
	if n < unit {
		return plural(int(n), "byte", "bytes")
	}
	value, prefix := float64(n)/unit, "kMGT"
	for value >= unit && len(prefix) > 1 {
		value, prefix = value/unit, prefix[1:]
	}
	return fmt.Sprintf("%.1f %cB", value, prefix[0])
}
