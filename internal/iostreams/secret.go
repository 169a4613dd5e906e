package iostreams

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/term"
)

// maxSecret is far above the length of any key.
const maxSecret = 64 << 10

// ErrNoSecret means that standard input ended before it gave a line.
var ErrNoSecret = errors.New("standard input holds no key")

// ReadSecret asks for a secret without showing it; where standard input is no
// terminal it reads the first line. The terminal is left as it was, also when
// ctx ends the wait.
func (s *Streams) ReadSecret(ctx context.Context, prompt string) (string, error) {
	if !s.InTTY || s.in == nil {
		return firstLine(Interruptible(ctx, s.In))
	}
	fd := int(s.in.Fd())
	state, err := term.GetState(fd)
	if err != nil {
		return "", fmt.Errorf("prepare the terminal: %w", err)
	}
	fmt.Fprint(s.Err, prompt)
	type answer struct {
		text []byte
		err  error
	}
	typed := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		typed <- answer{text, err}
	}()
	select {
	case a := <-typed:
		fmt.Fprintln(s.Err)
		if a.err != nil {
			return "", fmt.Errorf("read the key: %w", a.err)
		}
		return strings.TrimSpace(string(a.text)), nil
	case <-ctx.Done():
		fmt.Fprintln(s.Err)
		if err := term.Restore(fd, state); err != nil {
			return "", err
		}
		return "", context.Cause(ctx)
	}
}

func firstLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(r, maxSecret)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the key from standard input: %w", err)
	}
	if line = strings.TrimSpace(line); line == "" {
		return "", ErrNoSecret
	}
	return line, nil
}
