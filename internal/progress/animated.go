package progress

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

const (
	frame    = 100 * time.Millisecond
	barWidth = 30
	barEdges = 27 // columns around the bar: its per cent, its ends, two times
	reserved = 12 // columns of the spinner and the seconds
	dots     = 14 // the library's spinner of braille dots
)

// spinner moves while one document is under way. It appears only after a
// moment: what is done at once needs none.
type spinner struct {
	stop chan struct{}
	wg   sync.WaitGroup

	mu     sync.Mutex // guards what follows
	bar    *progressbar.ProgressBar
	text   string
	hidden bool

	width int
}

func newSpinner(w io.Writer, width int) *spinner {
	s := &spinner{width: width, stop: make(chan struct{}), bar: progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSpinnerType(dots),
		progressbar.OptionSetSpinnerChangeInterval(0), // drawn by run alone
		progressbar.OptionSetElapsedTime(true),
	)}
	s.wg.Go(s.run)
	return s
}

func (s *spinner) run() {
	tick := time.NewTicker(frame)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			s.draw()
		case <-s.stop:
			return
		}
	}
}

func (s *spinner) draw() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.hidden && s.text != "" {
		s.bar.Describe(s.text) // also the next frame
	}
}

func (s *spinner) change(source, state string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text = clip(source+": "+state, s.width-reserved)
}

// clip cuts text that would not stay on one line; what moves on two lines
// leaves its traces.
func clip(text string, width int) string {
	runes := []rune(text)
	if width < 1 || len(runes) <= width {
		return text
	}
	return string(runes[:width-1]) + "…"
}

func (*spinner) count(int, int, int) {}

func (s *spinner) hide() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hidden = true
	s.bar.Clear() //nolint:errcheck,gosec // what moves is for the eye only
}

func (s *spinner) show() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hidden = false
}

func (s *spinner) close() {
	close(s.stop)
	s.wg.Wait()
	s.hide()
}

// bar fills while many documents come to their end.
type bar struct {
	bar   *progressbar.ProgressBar
	terse bool // the terminal has no room for the figures
}

// newBar makes a bar that stays on one line of width columns, 0 for any.
func newBar(w io.Writer, total, width int) *bar {
	b, columns := &bar{}, barWidth
	if width > 0 {
		room := width - barEdges
		b.terse = room-len(Figures(total, total, total)) < barWidth/3
		if !b.terse {
			room -= len(Figures(total, total, total))
		}
		columns = min(max(room, 1), barWidth)
	}
	b.bar = progressbar.NewOptions(total,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetWidth(columns),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetRenderBlankState(true),
		progressbar.OptionSetDescription(b.text(0, 0, total)),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "=", SaucerHead: ">", SaucerPadding: " ", BarStart: "[", BarEnd: "]"}),
	)
	return b
}

func (b *bar) text(done, failed, total int) string {
	if b.terse {
		return ""
	}
	return Figures(done, failed, total)
}

func (*bar) change(string, string) {}

func (b *bar) count(done, failed, total int) {
	b.bar.Describe(b.text(done, failed, total))
	b.bar.Set(done) //nolint:errcheck,gosec // what moves is for the eye only
}

func (b *bar) hide()  { b.bar.Clear() }       //nolint:errcheck,gosec // what moves is for the eye only
func (b *bar) show()  { b.bar.RenderBlank() } //nolint:errcheck,gosec // what moves is for the eye only
func (b *bar) close() { b.bar.Clear() }       //nolint:errcheck,gosec // what moves is for the eye only
