package cli

import (
	"io"
	"iter"
	"time"

	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/render"
)

// write gives the list its form, entry by entry: none is kept.
func (o *listOptions) write(entries iter.Seq2[ledger.Entry, error]) error {
	s := o.factory.Streams
	switch o.output.format {
	case formatJSON:
		return writeArray(s.Out, entries)
	case formatNDJSON:
		for e, err := range entries {
			if err == nil {
				err = render.Line(s.Out, newListedEntry(e))
			}
			if err != nil {
				return err
			}
		}
		return nil
	default:
		return o.table(entries)
	}
}

// table goes through the entries twice, the first time for the widths of its
// columns. What presses is coloured: the words say it too.
func (o *listOptions) table(entries iter.Seq2[ledger.Entry, error]) error {
	s, now := o.factory.Streams, o.factory.Now()
	sheet := render.NewSheet([]render.Column{{Title: "SOURCE"}, {Title: "STATE"}, {Title: "TYPE"}, {Title: "EXTRACTION"}, {Title: "SUBMITTED"}, {Title: "RESULT"}})
	for e, err := range entries {
		if err != nil {
			return err
		}
		sheet.Measure(newListedEntry(e).row(now))
	}
	if err := sheet.Header(s.Out); err != nil {
		return err
	}
	for e, err := range entries {
		if err != nil {
			return err
		}
		cells := newListedEntry(e).row(now)
		if code := urgency(e, now); code != "" && s.OutColor() {
			last := len(cells) - 1
			cells[last] = "\x1b[" + code + "m" + cells[last] + "\x1b[0m"
		}
		if err := sheet.Row(s.Out, cells); err != nil {
			return err
		}
	}
	return nil
}

// writeArray writes the entries as an array, one after the other.
func writeArray(w io.Writer, entries iter.Seq2[ledger.Entry, error]) error {
	opening, closing := "[\n", "[]\n"
	for e, err := range entries {
		if err == nil {
			err = render.Element(w, opening, newListedEntry(e))
		}
		if err != nil {
			return err
		}
		opening, closing = ",\n", "\n]\n"
	}
	_, err := io.WriteString(w, closing)
	return err
}

// urgency is the colour of what an entry asks of its user: red for what is lost
// or soon will be, yellow for what will be within a day or is ambiguous.
func urgency(e ledger.Entry, now time.Time) string {
	const red, yellow = "31", "33"
	at, _ := e.Expiry()
	switch {
	case e.State == ledger.Expired, e.Unfetched() && !at.IsZero() && at.Sub(now) < warnBefore:
		return red
	case e.State == ledger.Ambiguous, e.Unfetched() && !at.IsZero() && at.Sub(now) < 24*time.Hour:
		return yellow
	}
	return ""
}
