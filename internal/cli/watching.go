package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/atomicfile"
	"github.com/docextract/docextract/internal/inbox"
	"github.com/docextract/docextract/internal/pipeline"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/source"
)

const (
	// glance is how often the folder is looked into.
	glance = time.Second
	// later is when a document is tried again that could not be dealt with, and
	// the service that was not there.
	later = time.Minute
)

// watching deals with what is in an inbox.
type watching struct {
	*watchOptions
	inbox *inbox.Inbox
}

// run deals with what comes until the context ends.
func (w *watching) run(ctx context.Context) error {
	for {
		files, _, err := w.inbox.Look(ctx)
		if err != nil {
			return fmt.Errorf("look into %s: %w", w.dir, err)
		}
		pause := glance
		if len(files) > 0 {
			if err := w.deal(ctx, files); err != nil {
				if !passing(err) {
					return err
				}
				w.factory.warn(err.Error() + "; the inbox is tried again in a minute")
				pause = later
			}
		}
		if err := rest(ctx, pause); err != nil {
			if errors.Is(err, ErrInterrupted) {
				return nil // that is how watching ends
			}
			return err
		}
	}
}

// sweep deals once with what is there.
func (w *watching) sweep(ctx context.Context) error {
	files, unsettled, err := w.inbox.Look(ctx)
	if err == nil && unsettled > 0 {
		if err := rest(ctx, w.settle); err != nil {
			return err
		}
		files, unsettled, err = w.inbox.Look(ctx)
	}
	if err != nil {
		return fmt.Errorf("look into %s: %w", w.dir, err)
	}
	if unsettled > 0 {
		w.factory.tell("%s left for the next time: still being written", plural(unsettled, "document is", "documents are"))
	}
	return w.job(ctx, files).run(ctx)
}

// deal takes the documents through the service. What became of each has been
// told; only what concerns all of them is an error.
func (w *watching) deal(ctx context.Context, files []source.File) error {
	err := w.job(ctx, files).run(ctx)
	if code, ok := errors.AsType[*exitError](err); ok && code.code != ExitInterrupted && code.code != ExitUnauthorized {
		return nil
	}
	return err
}

// passing reports whether it is worth trying again.
func passing(err error) bool {
	switch api.KindOf(err) {
	case api.KindUnavailable, api.KindRateLimited:
		return true
	default:
		return false
	}
}

func rest(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (w *watching) job(ctx context.Context, files []source.File) *documentsJob {
	return &documentsJob{
		factory: w.factory,
		files:   source.These(files),
		input:   func(f source.File) pipeline.Input { return w.input(ctx, f) },
		results: results{format: w.output.format},
		keeps:   true,
		filing:  w.file,
	}
}

// file writes the result and files the document away. filed is false where the
// document stays: it is not settled what becomes of it, or it is another by now.
func (w *watching) file(f source.File, d render.Document) (path string, filed bool, err error) {
	folder, settled := w.folder(d)
	if !settled {
		w.inbox.Postpone(f, later)
		return "", false, nil
	}
	done, err := inbox.Turn(filepath.Join(w.factory.Places().State, "inboxes"), w.dir)
	if err != nil {
		return "", false, err
	}
	path, filed, err = w.fileIn(folder, f, d)
	return path, filed, errors.Join(err, done())
}

func (w *watching) fileIn(folder string, f source.File, d render.Document) (path string, filed bool, err error) {
	if !w.inbox.Unchanged(f) {
		return "", false, nil // another has filed it, or the next look takes it for another
	}
	name := inbox.FreeName(folder, f)
	var b bytes.Buffer
	if err := render.JSON(&b, render.NewObject(d)); err != nil {
		return "", false, err
	}
	path = resultPath(cmp.Or(w.outDir, folder), name, ".json")
	if err := atomicfile.Write(path, b.Bytes(), 0o750); err != nil {
		return "", false, fmt.Errorf("write the result of %s: %w", f.Path, err)
	}
	return path, true, inbox.File(f, folder, name)
}

// folder is where a document goes by what became of it. It stays where another
// attempt can change that.
func (w *watching) folder(d render.Document) (folder string, settled bool) {
	if d.Err == nil {
		if d.Extraction.Status == api.StatusSuccess {
			return w.done, true
		}
		return w.failed, d.Extraction.Status.Finished()
	}
	switch d.Err.Kind {
	case api.KindInvalid:
		return w.failed, d.Err.Code != api.CodeUnknownDocumentType
	case api.KindTooLarge, api.KindRejected, api.KindDocument, api.KindAmbiguous, api.KindNotFound:
		return w.failed, true
	default:
		return "", false
	}
}
