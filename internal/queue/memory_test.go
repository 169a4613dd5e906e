package queue_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/queue"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestMemory(t *testing.T) {
	hold(t, func() queue.Queue { return queue.NewMemory() })
}

func BenchmarkMemory(b *testing.B) {
	q := queue.NewMemory()
	for b.Loop() {
		if err := q.Enqueue(b.Context(), "id"); err != nil {
			b.Fatal(err)
		}
		if _, err := q.Take(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
