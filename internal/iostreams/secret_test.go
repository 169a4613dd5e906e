package iostreams_test

import (
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/iostreams"
)

func TestASecretIsTheFirstLine(t *testing.T) {
	t.Parallel()
	for piped, want := range map[string]string{"key\n": "key", "\tkey \r\nmore": "key", "key": "key", "\n": "", "": ""} {
		s, in, _, _ := iostreams.Test()
		in.WriteString(piped)
		got, err := s.ReadSecret(t.Context(), "Key: ")
		if got != want || errors.Is(err, iostreams.ErrNoSecret) != (want == "") {
			t.Errorf("of %q: %q, error %v", piped, got, err)
		}
	}
}

// A pipe that nobody writes to is waited for no longer than the user likes.
func TestAWaitForASecretCanBeInterrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		stopped := errors.New("stopped")
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Minute, func() { cancel(stopped) })
		pipe, end := io.Pipe()
		defer end.Close()
		s, _, _, _ := iostreams.Test()
		s.In = pipe
		if got, err := s.ReadSecret(ctx, "Key: "); !errors.Is(err, stopped) {
			t.Errorf("got %q, error %v", got, err)
		}
	})
}
