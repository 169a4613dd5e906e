package progress_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/progress"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// buffer can be written and read by several goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func TestOneDocumentWithoutATerminalHasALineForEachChange(t *testing.T) {
	t.Parallel()
	var b buffer
	p := progress.New(&b, progress.Options{Total: 1})
	p.Change("a\x1b.pdf", "sending")
	p.Change("a.pdf", "IN_PROGRESS")
	p.Done(false)
	p.Close()
	if got, want := b.String(), "a\\x1b.pdf: sending\na.pdf: IN_PROGRESS\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestManyDocumentsHaveALineEveryTenSeconds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b buffer
		p := progress.New(&b, progress.Options{Total: 3})
		p.Change("a.pdf", "sending")
		p.Done(false)
		time.Sleep(10*time.Second + time.Millisecond)
		synctest.Wait()
		p.Done(true)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		p.Close()
		if got, want := b.String(), "1 of 3 documents\n2 of 3 documents, 1 failed\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestQuietSaysNothing(t *testing.T) {
	t.Parallel()
	for _, o := range []progress.Options{{Total: 1, Quiet: true}, {Total: 9, Quiet: true, Animated: true}} {
		var b buffer
		p := progress.New(&b, o)
		p.Change("a.pdf", "sending")
		p.Done(true)
		p.Close()
		if b.String() != "" {
			t.Errorf("got %q", b.String())
		}
	}
}

func TestWhatMovesLeavesTheLineEmpty(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]progress.Options{
		"a spinner": {Total: 1, Animated: true, Width: 40},
		"a bar":     {Total: 3, Animated: true, Width: 40},
	} {
		synctest.Test(t, func(t *testing.T) {
			var b buffer
			p := progress.New(&b, o)
			p.Change(strings.Repeat("long", 40)+".pdf", "submitted")
			time.Sleep(time.Second)
			p.Done(true)
			p.Aside(func() {
				text := b.String()
				if !strings.HasSuffix(strings.TrimRight(text, " "), "\r") && !strings.HasSuffix(text, "\r") {
					t.Errorf("%s stands in the way: %q", name, text[max(0, len(text)-60):])
				}
			})
			p.Close()
			if strings.Contains(b.String(), "\n") {
				t.Errorf("%s takes more than its line: %q", name, b.String())
			}
		})
	}
}

// A bar that is wider than the terminal goes on to the next line and leaves its
// traces there.
func TestTheBarStaysOnOneLine(t *testing.T) {
	for _, width := range []int{30, 40, 60, 80, 120} {
		var out bytes.Buffer
		p := progress.New(&out, progress.Options{Total: 2000, Animated: true, Width: width})
		for i := range 1500 {
			p.Done(i%3 == 0)
		}
		p.Close()
		for frame := range strings.FieldsFuncSeq(out.String(), func(r rune) bool { return r == '\r' || r == '\n' }) {
			if n := utf8.RuneCountInString(frame); n > width {
				t.Fatalf("%d columns in a terminal of %d: %q", n, width, frame)
			}
		}
		if width >= 80 && !strings.Contains(out.String(), "1500 of 2000 documents, 500 failed") {
			t.Errorf("no figures in %d columns", width)
		}
	}
}
