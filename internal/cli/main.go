package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/docextract/docextract/internal/iostreams"
)

// Main runs the command that args name and returns the process's exit code.
// ctx ends with the cause ErrInterrupted when the user stops us.
func Main(ctx context.Context, s *iostreams.Streams, released string, args []string) ExitCode {
	return Execute(ctx, NewFactory(s, released), args)
}

// Execute is Main with the dependencies given.
func Execute(ctx context.Context, f *Factory, args []string) ExitCode {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	f.Streams.Out.OnFailure(func(err error) { cancel(fmt.Errorf("%w: %w", errOutput, err)) })

	root := NewRoot(f)
	root.SetArgs(args)
	err := usageOf(root, root.ExecuteContext(ctx))
	if failure := f.Streams.Out.Failure(); failure != nil {
		return outputFailed(f.Streams, failure)
	}
	if err != nil {
		printError(f.Streams, err)
	}
	return codeOf(err)
}

// outputFailed tells the end of a run whose results had nowhere to go. Nobody
// reading any more is a quiet end.
func outputFailed(s *iostreams.Streams, err error) ExitCode {
	if iostreams.IsBrokenPipe(err) {
		return ExitOK
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err // "write /dev/stdout" says nothing more
	}
	printError(s, fmt.Errorf("%w: %w", errOutput, err))
	return ExitFailed
}
