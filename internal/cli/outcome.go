package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/progress"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/source"
)

// originOf tells which side an error arose on. An answer of the service is
// the service's, except where what we know is only that its fate is unknown.
func originOf(e *api.Error) render.Origin {
	ours := func(c ClientCode) bool { return c.Code == e.Code }
	if e.Kind == api.KindAmbiguous || e.HTTPStatus == 0 && slices.ContainsFunc(ClientCodes(), ours) {
		return render.OriginClient
	}
	return render.OriginService
}

// codeOfDocument maps where a document stands to an exit code, alike for
// extract, wait, get and poll.
func codeOfDocument(d render.Document) ExitCode {
	if d.Err != nil {
		return codeOfKind(d.Err)
	}
	switch d.Extraction.Status {
	case api.StatusSuccess:
		return ExitOK
	case api.StatusInProgress:
		return ExitPending
	case api.StatusExpired:
		return ExitNotFound
	case api.StatusError:
	}
	return ExitFailed
}

// trouble says what is wrong with a document, and what to type next; "" where
// nothing is.
func trouble(d render.Document) (message, hint string) {
	switch {
	case d.Err != nil:
		hint = d.Err.Hint
		if hint == "" && d.Err.Kind == api.KindNotFound {
			hint = "check the id; one is known only to the service that gave it (another: --profile NAME)"
		}
		if hint == "" && d.ID != "" && d.Extraction.Status == api.StatusInProgress {
			hint = "docextract wait " + d.ID
		}
		return d.Err.Error(), hint
	case d.Extraction.Status == api.StatusError:
		return failureOf(d.Extraction), ""
	case d.Extraction.Status == api.StatusInProgress:
		return "still pending (" + d.Extraction.RawStatus + "); it goes on", "docextract wait " + d.ID
	case d.Extraction.Status == api.StatusExpired:
		return "the result has expired: a service keeps it for 48 hours", "send the document again: docextract extract --resubmit-expired FILE"
	}
	return "", ""
}

func failureOf(x api.Extraction) string {
	if x.Error == nil {
		return "the extraction failed, and the service does not say why"
	}
	text := x.Error.Error()
	if x.Error.Code != "" {
		text += " [" + x.Error.Code + "]"
	}
	return text
}

// report says on standard error what is wrong with a document.
func report(s *iostreams.Streams, d render.Document) {
	message, hint := trouble(d)
	if message == "" {
		return
	}
	label := "error:"
	if codeOfDocument(d) == ExitPending {
		label = "pending:"
	}
	if s.ErrColor() {
		label = "\x1b[31m" + label + "\x1b[0m"
	}
	name := d.Source
	if name == "" {
		name = d.ID
	}
	message = withName(name, message)
	fmt.Fprintf(s.Err, "%s %s\n", label, iostreams.Clean(message))
	if d.ID != "" && d.ID != name {
		fmt.Fprintf(s.Err, "  extraction %s\n", iostreams.Clean(d.ID))
	}
	if hint != "" {
		fmt.Fprintf(s.Err, "  %s\n", indented(hint))
	}
}

// indented is a hint as it stands below its error.
func indented(hint string) string {
	return strings.ReplaceAll(iostreams.CleanLines(hint), "\n", "\n  ")
}

// withName puts the document's name before a message that does not say it. The
// client speaks of "submit NAME: …" with the last part of the name only: once
// is enough.
func withName(name, message string) string {
	message = strings.TrimPrefix(message, "poll extraction "+name+": ")
	if what, rest, ok := strings.Cut(message, ": "); ok {
		sent, isSubmit := strings.CutPrefix(what, "submit ")
		if isSubmit && (sent == filepath.Base(name) || name == source.Stdin) {
			return name + ": " + rest
		}
	}
	if name != source.Stdin && strings.Contains(message, name) {
		return message
	}
	if name == source.Stdin && strings.Contains(message, "standard input") {
		return message
	}
	return name + ": " + message
}

// aside writes a document with nothing moving in its way, where anything that
// is written goes to the terminal.
func aside(p *progress.Progress, terminal bool, write func()) {
	if terminal {
		p.Aside(write)
		return
	}
	write()
}
