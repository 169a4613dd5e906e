package cli

import (
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/score"
)

// evalSink scores each document as it comes and keeps the counts alone.
type evalSink struct {
	options *evalOptions
	names   map[string]string // in the truth, by source
	truth   map[string]score.Truth
	tally   *score.Tally
	began   time.Time
	partial bool // the run was interrupted
}

func (e *evalSink) write(d render.Document) error {
	if d.Err != nil && d.Err.Kind == api.KindInterrupted {
		e.partial = true
		return nil
	}
	name := e.names[d.Source]
	var result *api.Result
	if d.Err == nil && d.Extraction.Status == api.StatusSuccess {
		result = d.Extraction.Result
	}
	scored := e.options.scorer.Compare(name, e.truth[name], result)
	e.tally.Add(scored)
	if e.options.output.format == formatNDJSON {
		return render.Line(e.options.factory.Streams.Out, render.NewScored(d, scored))
	}
	return nil
}

// close writes the figures. Those of a part of the documents would not be
// those of the folder.
func (e *evalSink) close() error {
	s := e.options.factory.Streams
	if e.partial {
		return nil
	}
	report := e.tally.Report(e.options.factory.Now().Sub(e.began))
	switch e.options.output.format {
	case formatJSON:
		return render.JSON(s.Out, report)
	case formatNDJSON:
		return nil
	default:
		return render.Table{Width: s.Width(), Color: s.OutColor()}.Evaluation(s.Out, report)
	}
}
