package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
)

// Causes for which a command's context ends.
var (
	// ErrInterrupted is the cause when the user or the system stops us.
	ErrInterrupted = errors.New("interrupted")
	errOutput      = errors.New("standard output cannot be written")
)

// usageError is a command line that cannot be meant.
type usageError struct {
	message string
	hint    string
}

func (e *usageError) Error() string { return e.message }

func usagef(hint, format string, args ...any) error {
	return &usageError{message: fmt.Sprintf(format, args...), hint: hint}
}

// exitError ends the run with a code; everything has been said already.
type exitError struct{ code ExitCode }

func (e *exitError) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// codeOf maps an error that ended a command to its exit code.
func codeOf(err error) ExitCode {
	if err == nil {
		return ExitOK
	}
	if e, ok := errors.AsType[*exitError](err); ok {
		return e.code
	}
	if _, ok := errors.AsType[*usageError](err); ok {
		return ExitUsage
	}
	if _, ok := errors.AsType[*config.UsageError](err); ok {
		return ExitUsage
	}
	if e, ok := errors.AsType[*api.Error](err); ok {
		return codeOfKind(e)
	}
	if errors.Is(err, ErrInterrupted) || errors.Is(err, context.Canceled) {
		return ExitInterrupted
	}
	return ExitFailed
}

func codeOfKind(e *api.Error) ExitCode {
	switch e.Kind {
	case api.KindUnreadable:
		return ExitUsage
	case api.KindUnauthorized, api.KindForbidden:
		return ExitUnauthorized
	case api.KindNotFound:
		return ExitNotFound
	case api.KindRateLimited, api.KindUnavailable:
		return ExitUnavailable
	case api.KindInterrupted:
		return ExitInterrupted
	case api.KindInvalid:
		if e.Code == api.CodeUnknownDocumentType {
			return ExitUsage
		}
		return ExitFailed
	default:
		return ExitFailed
	}
}

// printError says what went wrong and what to type next. It is the only
// place that does.
func printError(s *iostreams.Streams, err error) {
	if _, silent := errors.AsType[*exitError](err); silent {
		return
	}
	message, hint := describe(err)
	label := "error:"
	if s.ErrColor() {
		label = "\x1b[31m" + label + "\x1b[0m"
	}
	fmt.Fprintf(s.Err, "%s %s\n", label, iostreams.CleanLines(message))
	if hint != "" {
		fmt.Fprintf(s.Err, "  %s\n", indented(hint))
	}
}

func describe(err error) (message, hint string) {
	message = err.Error()
	if e, ok := errors.AsType[*usageError](err); ok {
		hint = e.hint
	} else if e, ok := errors.AsType[*config.UsageError](err); ok {
		hint = e.Hint
	} else if e, ok := errors.AsType[*api.Error](err); ok {
		hint = e.Hint
	}
	return message, hint
}
