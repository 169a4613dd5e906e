package iostreams_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/docextract/docextract/internal/iostreams"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"plain text stays", "Müller & Søn, 12,50 €", "Müller & Søn, 12,50 €"},
		{"a colour sequence is shown", "\x1b[31mred", `\x1b[31mred`},
		{"so is a C1 introducer", "a\u009b31mb", `a\u009b31mb`},
		{"and a bell, a backspace, a carriage return alone on lines", "a\x07b\bc", `a\x07b\x08c`},
		{"line breaks and tabs are spaces", "a\nb\tc\rd\u2028e", "a b c d e"},
		{"bidirectional overrides are shown", "a\u202eb\u2066c\u200fd", `a\u202eb\u2066c\u200fd`},
		{"invisible characters are dropped", "a\u200bb\u00adc\ufeffd", "abcd"},
		{"tag characters are shown", "a\U000e0041b", `a\U000e0041b`},
		{"invalid UTF-8 is replaced", "a\xffb", "a\ufffdb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := iostreams.Clean(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	if got := iostreams.CleanLines("a\n\tb\x1b"); got != "a\n\tb\\x1b" {
		t.Errorf("lines: got %q", got)
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b]0;t\x07\u009b\u202e\xff\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, got := range []string{iostreams.Clean(text), iostreams.CleanLines(text)} {
			if !utf8.ValidString(got) {
				t.Fatalf("%q is no UTF-8", got)
			}
			for _, r := range got {
				if iostreams.Unsafe(r) && r != '\n' && r != '\t' {
					t.Fatalf("%q holds %U", got, r)
				}
			}
		}
	})
}

func TestCleanWriterCutsNoCharacter(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := iostreams.CleanWriter(&b)
	for _, c := range []byte("é€\x1b😀\n") {
		if _, err := w.Write([]byte{c}); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := b.String(), "é€\\x1b😀\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestColor(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		env     []string
		tty     bool
		noColor bool
		want    bool
	}{
		{name: "a terminal", tty: true, want: true},
		{name: "a file"},
		{name: "NO_COLOR", tty: true, env: []string{"NO_COLOR=1"}},
		{name: "an empty NO_COLOR says nothing", tty: true, env: []string{"NO_COLOR="}, want: true},
		{name: "a dumb terminal", tty: true, env: []string{"TERM=dumb"}},
		{name: "forced", env: []string{"CLICOLOR_FORCE=1"}, want: true},
		{name: "forced otherwise", env: []string{"FORCE_COLOR=true"}, want: true},
		{name: "not forced", env: []string{"CLICOLOR_FORCE=0"}},
		{name: "CLICOLOR=0", tty: true, env: []string{"CLICOLOR=0"}},
		{name: "NO_COLOR wins over force", env: []string{"FORCE_COLOR=1", "NO_COLOR=1"}},
		{name: "the flag wins over all", tty: true, env: []string{"FORCE_COLOR=1"}, noColor: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, _, _, _ := iostreams.Test(tt.env...)
			s.OutTTY, s.NoColor = tt.tty, tt.noColor
			if got := s.OutColor(); got != tt.want {
				t.Errorf("colour %v, want %v", got, tt.want)
			}
		})
	}
}

func TestWidth(t *testing.T) {
	t.Parallel()
	s, _, _, _ := iostreams.Test()
	if w := s.Width(); w != 0 {
		t.Errorf("into a file: %d", w)
	}
	s.OutTTY = true
	if w := s.Width(); w != 80 {
		t.Errorf("a terminal that does not say: %d", w)
	}
	s, _, _, _ = iostreams.Test("COLUMNS=132")
	if w := s.Width(); w != 132 {
		t.Errorf("COLUMNS: %d", w)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestOutputKeepsItsFirstFailure(t *testing.T) {
	t.Parallel()
	told := 0
	o := iostreams.NewOutput(failing{syscall.ENOSPC})
	o.OnFailure(func(error) { told++ })
	for range 3 {
		if _, err := io.WriteString(o, "x"); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("error %v", err)
		}
	}
	if told != 1 || !errors.Is(o.Failure(), syscall.ENOSPC) {
		t.Errorf("told %d times, failure %v", told, o.Failure())
	}
	if iostreams.IsBrokenPipe(o.Failure()) || !iostreams.IsBrokenPipe(syscall.EPIPE) {
		t.Error("a full disk passes for a broken pipe, or a broken pipe does not")
	}
}

func TestInterruptible(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(t.Context())
	pipe, writer := io.Pipe()
	r := iostreams.Interruptible(ctx, pipe)
	go func() { _, _ = io.WriteString(writer, "ab") }()
	text := make([]byte, 2)
	if _, err := io.ReadFull(r, text); string(text) != "ab" || err != nil {
		t.Errorf("read %q, error %v", text, err)
	}
	time.AfterFunc(time.Millisecond, func() { cancel(io.ErrNoProgress) })
	if n, err := r.Read(text); n != 0 || !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("read %d bytes, error %v, although nothing came", n, err)
	}
	writer.Close()
}

func TestReadSecretFromAPipe(t *testing.T) {
	t.Parallel()
	s, in, _, errOut := iostreams.Test()
	in.WriteString("  key-1 \nmore\n")
	if got, err := s.ReadSecret(t.Context(), "Key: "); got != "key-1" || err != nil {
		t.Errorf("got %q, error %v", got, err)
	}
	if errOut.Len() > 0 {
		t.Errorf("asked a pipe: %q", errOut)
	}
	s.In = strings.NewReader("\n")
	if _, err := s.ReadSecret(t.Context(), ""); !errors.Is(err, iostreams.ErrNoSecret) {
		t.Errorf("error %v", err)
	}
}
