package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/pipeline"
	"github.com/docextract/docextract/internal/progress"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/source"
)

// observe shows where a document stands, and remembers what was accepted
// until its result is written.
func (j *documentsJob) observe(e pipeline.Event) {
	switch e.Step {
	case pipeline.Started:
		j.progress.Change(e.Source, "sending")
	case pipeline.Accepted:
		j.unwritten.add(e.ID, e.Source)
		if j.factory.Streams.Animated() {
			j.progress.Change(e.Source, "submitted") // the id comes at the end, to stay
		} else {
			j.progress.Change(e.Source, "submitted, extraction "+e.ID)
		}
	case pipeline.PickedUp:
		j.unwritten.add(e.ID, e.Source)
		j.progress.Change(e.Source, "picked up, extraction "+e.ID)
	case pipeline.Looked:
		j.progress.Change(e.Source, e.RawStatus)
	case pipeline.Finished:
	}
}

// deliver writes one outcome. Its error stops the run.
func (j *documentsJob) deliver(o pipeline.Outcome) error {
	if j.filing != nil && o.Err != nil && o.Err.Kind == api.KindUnreadable && errors.Is(o.Err, fs.ErrNotExist) {
		j.progress.Done(false)
		return nil // somebody has taken it out of the inbox
	}
	d := j.document(o)
	code := j.code(o.File, d)
	j.exits.note(code)
	j.tally(o)
	if o.Reused != nil && o.Extraction.ID != "" {
		j.unwritten.add(o.Extraction.ID, o.Source)
	}
	j.progress.Done(code != ExitOK)
	var err error
	aside(j.progress, j.factory.Streams.OutTTY || code != ExitOK || j.single, func() {
		err = j.write(o.File, d)
		switch {
		case err != nil:
		case code != ExitOK && !j.repeated(d):
			report(j.factory.Streams, d)
		case j.single && !j.submitOnly && j.factory.Streams.Animated():
			j.note(d)
		}
	})
	return err
}

// tally counts what was not submitted again, says of a single document where its
// result is from, and warns where the ledger could not note how one stands.
func (j *documentsJob) tally(o pipeline.Outcome) {
	if o.Unkept != nil {
		j.factory.warn(fmt.Sprintf("%s: how it stands could not be noted: %v", o.Source, o.Unkept))
	}
	if o.LeftOut() {
		j.leftOut++
	}
	if o.Reused == nil || o.Err != nil {
		return
	}
	j.reused++
	if !j.single || !o.Extraction.Status.Finished() || o.Extraction.Status == api.StatusExpired {
		return
	}
	earlier := o.Reused
	if earlier.Source == o.Source {
		j.say("%s: extracted before (%s), reused; --again extracts it anew", iostreams.Clean(o.Source), day(earlier.SubmittedAt))
		return
	}
	j.say("%s: same as %s (%s), reused; --again extracts it anew", iostreams.Clean(o.Source), iostreams.Clean(earlier.Source), day(earlier.SubmittedAt))
}

// day is a moment as a person reads it.
func day(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

// repeated tells whether the reason why a document was not sent has been said
// of another: a thousand documents do not each say that the key is refused.
func (j *documentsJob) repeated(d render.Document) bool {
	if d.Err == nil || d.ID != "" || d.Err.Kind == api.KindUnreadable {
		return false
	}
	again := j.reason == d.Err.Message
	j.reason = d.Err.Message
	return again
}

// note says below the result of one document what the table does not hold.
func (j *documentsJob) note(d render.Document) {
	s := j.factory.Streams
	text := "extraction " + iostreams.Clean(d.ID)
	if !d.ExpiresAt.IsZero() {
		text += ", kept until " + day(d.ExpiresAt)
	}
	if s.ErrColor() {
		text = "\x1b[2m" + text + "\x1b[0m"
	}
	if s.OutTTY {
		text = "\n" + text // apart from the table
	}
	j.say("%s", text)
}

// write hands the document to the format, or saves its file and tells where.
func (j *documentsJob) write(f source.File, d render.Document) error {
	if j.filing != nil {
		path, filed, err := j.filing(f, d)
		if err == nil && filed {
			return j.written(d, path)
		}
		if err == nil {
			j.unwritten.remove(d.ID) // the ledger has it, for whoever deals with the document
		}
		return err
	}
	if j.outDir == nil {
		err := j.sink.write(d)
		if err == nil {
			j.unwritten.remove(d.ID)
		}
		return err
	}
	path, err := j.outDir.save(f, d, j.format)
	if err != nil {
		return err
	}
	return j.written(d, path)
}

// written tells of a document whose file is there.
func (j *documentsJob) written(d render.Document, path string) error {
	j.unwritten.remove(d.ID)
	if j.format == formatJSON || j.format == formatNDJSON {
		return j.sink.write(d)
	}
	return savedLine(j.factory.Streams.Out, d, path)
}

func (j *documentsJob) document(o pipeline.Outcome) render.Document {
	d := render.Document{
		Source:       o.Source,
		Profile:      j.profile.Name,
		SHA256:       o.SHA256,
		ID:           o.Extraction.ID,
		DocumentType: j.typeName,
		Customer:     j.config.Value(config.Customer).Text,
		Extraction:   o.Extraction,
		Err:          o.Err,
		SubmittedAt:  o.SubmittedAt,
		ExpiresAt:    o.ExpiresAt,
		ExpiresExact: o.ExpiresExact,
		Reused:       o.Reused != nil,
	}
	d.Extraction.Status = o.Status()
	if d.Err != nil {
		d.Origin = originOf(d.Err)
	}
	return d
}

func (j *documentsJob) skippedNote() string {
	if j.files.Skipped == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s skipped: hidden, a link, or no kind of document)", plural(j.files.Skipped, "file", "files"))
}

func (j *documentsJob) summary(took time.Duration) {
	if j.files.Len() == 1 && j.files.Skipped == 0 {
		return
	}
	failed := j.exits.failed()
	if s := j.factory.Streams; s.OutTTY && s.ErrTTY && j.format == formatTable && !j.submitOnly && j.outDir == nil {
		j.say("") // apart from the last table
	}
	reused, leftOut := "", ""
	if j.leftOut > 0 {
		leftOut = fmt.Sprintf("; %d not started", j.leftOut)
	}
	if j.reused > 0 {
		reused = fmt.Sprintf("; %d known before and not submitted again", j.reused)
	}
	figures := progress.Figures(j.exits.all-failed, failed-j.leftOut, j.files.Len())
	j.say("%s in %s%s%s%s", figures, duration(took), leftOut, reused, j.skippedNote())
}

func duration(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return d.Round(time.Second).String()
}

// code is the document's exit code. To submit, being accepted is enough. A
// file of a folder that cannot be read fails as a document does, for nobody
// named it.
func (j *documentsJob) code(f source.File, d render.Document) ExitCode {
	switch {
	case j.submitOnly && d.Err == nil:
		return ExitOK
	case d.Err != nil && d.Err.Kind == api.KindUnreadable && f.InFolder:
		return ExitFailed
	}
	return codeOfDocument(d)
}

// refused ends a run whose service could not be used at all: with json every
// input has its object all the same.
func (j *documentsJob) refused(err error) error {
	e, ok := errors.AsType[*api.Error](err)
	if !ok || j.into != nil || (j.format != formatJSON && j.format != formatNDJSON) {
		return err
	}
	out := j.newSink()
	for f, lost := range j.files.Files() {
		if lost != nil {
			return lost
		}
		if writeErr := out.write(j.document(pipeline.Outcome{Input: pipeline.Input{Source: f.Path}, Err: e})); writeErr != nil {
			return writeErr
		}
	}
	return errors.Join(err, out.close())
}
