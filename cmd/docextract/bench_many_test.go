package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/hostedtest"
)

// BenchmarkMany is to be run with -benchtime 20000x and 100000x: a folder of so
// many small documents against a service that answers at once. It tells the
// memory of the program when it submits them all, when it knows them all, and
// when it rehearses and lists them: none of it may grow with their number.
func BenchmarkMany(b *testing.B) {
	service := hostedtest.New(hostedtest.Config{})
	url, err := service.Start()
	if err != nil {
		b.Fatal(err)
	}
	defer service.Close()
	dir := b.TempDir()
	for i := range b.N {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("invoice-%06d.xml", i)), fmt.Appendf(nil, "<invoice>%d</invoice>", i), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	p := newProgram(b)
	p.env = append(p.env, "DOCEXTRACT_BASE_URL="+url, "DOCEXTRACT_API_KEY=any", "DOCEXTRACT_TYPE=simple-invoice")
	b.ResetTimer()
	for _, step := range []struct {
		name string
		args []string
	}{
		{"submitted", []string{"extract", dir, "-q", "-o", "ndjson"}},
		{"known", []string{"extract", dir, "-q", "-o", "json"}},
		{"rehearsed", []string{"extract", dir, "--dry-run"}},
		{"listed", []string{"list"}},
	} {
		took := p.quietly(b, step.args...)
		b.ReportMetric(took.peak, step.name+"-MiB")
		b.ReportMetric(took.clock.Seconds(), step.name+"-s")
	}
	if tally := service.Tally(); tally.Requests[hostedtest.Submitting] != b.N {
		b.Errorf("%d submissions of %d documents", tally.Requests[hostedtest.Submitting], b.N)
	}
}

// quietly runs the program once without keeping what it prints, and asks for its
// memory while it runs.
func (p *program) quietly(b *testing.B, args ...string) (took timing) {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), p.path, args...)
	cmd.Env = p.env
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for tick := time.NewTicker(10 * time.Millisecond); ; {
		select {
		case err := <-ended:
			if err != nil {
				b.Errorf("%v: %v", args, err)
			}
			took.clock = time.Since(begun)
			return took
		case <-tick.C:
			took.peak = max(took.peak, held(cmd.Process.Pid))
		}
	}
}
