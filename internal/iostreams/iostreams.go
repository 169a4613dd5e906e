// Package iostreams holds the process's streams and its environment, and what
// is known of them: which are terminals, how wide, with colour or not. It also
// makes foreign text safe to show. Results go to Out, everything said to a
// person goes to Err. It draws nothing and knows no command.
package iostreams

import (
	"bytes"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// Streams are the three streams of a process with their facts.
type Streams struct {
	In  io.Reader
	Out *Output
	Err *Output
	Env Env

	// InTTY, OutTTY and ErrTTY tell which streams are terminals.
	InTTY, OutTTY, ErrTTY bool
	// NoColor is set by the --no-color flag.
	NoColor bool

	size    func() (columns int, ok bool) // of standard output
	errSize func() (columns int, ok bool) // of standard error
	in      *os.File
}

// System returns the streams and the environment of this process.
func System() *Streams {
	tty := func(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
	return &Streams{
		In:      os.Stdin,
		Out:     NewOutput(os.Stdout),
		Err:     NewOutput(os.Stderr),
		Env:     Env{Lookup: os.LookupEnv, All: os.Environ},
		InTTY:   tty(os.Stdin),
		OutTTY:  tty(os.Stdout),
		ErrTTY:  tty(os.Stderr),
		size:    terminalSize(os.Stdout),
		errSize: terminalSize(os.Stderr),
		in:      os.Stdin,
	}
}

// Test returns streams over buffers, none a terminal, with the environment
// given as NAME=value.
func Test(environ ...string) (s *Streams, in, out, err *bytes.Buffer) {
	in, out, err = &bytes.Buffer{}, &bytes.Buffer{}, &bytes.Buffer{}
	return &Streams{
		In:      in,
		Out:     NewOutput(out),
		Err:     NewOutput(err),
		Env:     EnvOf(environ...),
		size:    func() (int, bool) { return 0, false },
		errSize: func() (int, bool) { return 0, false },
	}, in, out, err
}

// Width is the number of columns that standard output has; 0 where it is no
// terminal and COLUMNS does not say, which means: as wide as need be.
func (s *Streams) Width() int {
	if s.OutTTY {
		if w, ok := s.size(); ok {
			return w
		}
	}
	if n, err := strconv.Atoi(s.Env.Get("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if s.OutTTY {
		return 80
	}
	return 0
}

// ErrWidth is the number of columns of the terminal that standard error is;
// 80 where it does not say.
func (s *Streams) ErrWidth() int {
	if w, ok := s.errSize(); ok {
		return w
	}
	return 80
}

// OutColor tells whether results may be coloured.
func (s *Streams) OutColor() bool { return s.color(s.OutTTY) }

// ErrColor tells whether messages may be coloured.
func (s *Streams) ErrColor() bool { return s.color(s.ErrTTY) }

// color follows https://no-color.org and https://bixense.com/clicolors: what
// switches colour off wins over what forces it.
func (s *Streams) color(tty bool) bool {
	switch {
	case s.NoColor, s.Env.Get("NO_COLOR") != "":
		return false
	case forced(s.Env.Get("CLICOLOR_FORCE")), forced(s.Env.Get("FORCE_COLOR")):
		return true
	case s.Env.Get("TERM") == "dumb", s.Env.Get("CLICOLOR") == "0":
		return false
	}
	return tty
}

// Animated tells whether something may move on standard error.
func (s *Streams) Animated() bool {
	return s.ErrTTY && s.Env.Get("TERM") != "dumb" && s.Env.Get("CI") == ""
}

func forced(v string) bool { return v != "" && v != "0" && !strings.EqualFold(v, "false") }

func terminalSize(f *os.File) func() (int, bool) {
	return func() (int, bool) {
		w, _, err := term.GetSize(int(f.Fd()))
		return w, err == nil && w > 0
	}
}
