package credential_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/credential"
)

// ring is a keyring in memory; with an error it is none.
type ring struct {
	secrets map[string]string
	err     error
	stuck   chan struct{}
}

func (r ring) wait() error {
	if r.stuck != nil {
		<-r.stuck
		return errors.New("too late")
	}
	return r.err
}

func (r ring) Get(user string) (string, error) {
	if err := r.wait(); err != nil {
		return "", err
	}
	s, ok := r.secrets[user]
	if !ok {
		return "", credential.ErrNone
	}
	return s, nil
}

func (r ring) Set(user, secret string) error {
	if err := r.wait(); err != nil {
		return err
	}
	r.secrets[user] = secret
	return nil
}

func (r ring) Delete(user string) error {
	if _, err := r.Get(user); err != nil {
		return err
	}
	delete(r.secrets, user)
	return nil
}

func store(t *testing.T, r ring) credential.Store {
	t.Helper()
	return credential.Store{Keyring: r, File: filepath.Join(t.TempDir(), "c", "credentials.json"), Deadline: 50 * time.Millisecond}
}

func TestAKeyIsGivenOnlyForTheURLItWasStoredFor(t *testing.T) {
	t.Parallel()
	for _, insecure := range []bool{false, true} {
		s := store(t, ring{secrets: map[string]string{}})
		from, err := s.Set(t.Context(), "acme", "https://a.example/api/", "key", insecure)
		if err != nil {
			t.Fatal(err)
		}
		got, source, err := s.Get(t.Context(), "acme", "https://a.example")
		if err != nil || got != "key" || source != from {
			t.Errorf("got %q from %s, error %v", got, source, err)
		}
		for _, other := range []string{"http://a.example", "https://b.example", "https://a.example:444", ""} {
			if got, _, err := s.Get(t.Context(), "acme", other); !errors.Is(err, credential.ErrNone) {
				t.Errorf("%q got the key %q, error %v", other, got, err)
			}
		}
		if err := s.Delete(t.Context(), "acme"); err != nil {
			t.Fatal(err)
		}
		if err := s.Delete(t.Context(), "acme"); !errors.Is(err, credential.ErrNone) {
			t.Errorf("a second delete: %v", err)
		}
	}
}

func TestWithoutAKeyringAKeyIsStoredOnlyOnDemand(t *testing.T) {
	t.Parallel()
	headless := ring{err: errors.New(`exec: "dbus-launch": executable file not found`)}
	locked := ring{stuck: make(chan struct{})}
	t.Cleanup(func() { close(locked.stuck) })
	for _, r := range []ring{headless, locked} {
		s := store(t, r)
		if _, err := s.Set(t.Context(), "p", "https://a.example", "key", false); !errors.Is(err, credential.ErrNoKeyring) {
			t.Errorf("stored without a keyring: %v", err)
		}
		if _, err := os.Stat(s.File); !errors.Is(err, os.ErrNotExist) {
			t.Error("a key was written to a file unasked")
		}
		if _, err := s.Set(t.Context(), "p", "https://a.example", "key", true); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(s.File)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("file %v, error %v", info, err)
		}
		if key, source, err := s.Get(t.Context(), "p", "https://a.example"); key != "key" || source != credential.FromFile || err != nil {
			t.Errorf("got %q from %s, error %v", key, source, err)
		}
	}
}

// A new key counts from then on, wherever the older one was.
func TestANewKeyTakesTheOldOnesPlace(t *testing.T) {
	t.Parallel()
	const url = "https://a.example"
	r := ring{secrets: map[string]string{}}
	s := store(t, r)
	for i, insecure := range []bool{false, true, false} {
		key := fmt.Sprintf("key %d", i)
		where, err := s.Set(t.Context(), "p", url, key, insecure)
		if err != nil {
			t.Fatal(err)
		}
		if got, source, err := s.Get(t.Context(), "p", url); got != key || source != where || err != nil {
			t.Errorf("got %q from %s, error %v; want %q", got, source, err, key)
		}
		if inRing := len(r.secrets) > 0; inRing == insecure {
			t.Errorf("key %d: in the keyring %v", i, inRing)
		}
	}
}

// A keyring that waits for its owner may hold the key: nobody is told that
// there is none, or that it is gone.
func TestAKeyringThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	r := ring{stuck: make(chan struct{})}
	t.Cleanup(func() { close(r.stuck) })
	s := store(t, r)
	_, _, err := s.Get(t.Context(), "p", "https://a.example")
	if err == nil || errors.Is(err, credential.ErrNone) || !strings.Contains(err.Error(), "does not answer") {
		t.Errorf("get: %v", err)
	}
	if err := s.Delete(t.Context(), "p"); err == nil || errors.Is(err, credential.ErrNone) {
		t.Errorf("delete: %v", err)
	}
	if _, err := s.Set(t.Context(), "p", "https://a.example", "key", true); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), "p"); err == nil {
		t.Error("a key was called gone although the keyring may hold another")
	}
	if data, err := os.ReadFile(s.File); err != nil || strings.Contains(string(data), "https://a.example") {
		t.Errorf("the file holds %s, error %v", data, err)
	}
}

func TestKeyFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, []byte("Token abc\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if key, err := credential.ReadKeyFile(path); key != "abc" || err != nil {
		t.Errorf("got %q, error %v", key, err)
	}
	for _, mode := range []os.FileMode{0o640, 0o604} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := credential.ReadKeyFile(path)
		if _, ok := errors.AsType[*credential.ExposedError](err); !ok {
			t.Errorf("mode %o was read: %v", mode, err)
		}
	}
}

func TestKeyCommand(t *testing.T) {
	t.Parallel()
	if key, err := credential.RunKeyCommand(t.Context(), "echo '  token  abc '; echo more", nil); key != "abc" || err != nil {
		t.Errorf("got %q, error %v", key, err)
	}
	if _, err := credential.RunKeyCommand(t.Context(), "echo locked >&2; exit 3", nil); err == nil || !strings.Contains(err.Error(), "locked") {
		t.Errorf("error %v", err)
	}
	if _, err := credential.RunKeyCommand(t.Context(), "exit 3", nil); err == nil || err.Error() != "key_command failed (exit status 3)" {
		t.Errorf("error %v", err)
	}
	if _, err := credential.RunKeyCommand(t.Context(), "true", nil); err == nil {
		t.Error("no output passed for a key")
	}
}

func TestMask(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{"short": "****", "0123456789abcdef": "****cdef"} {
		if got := credential.Mask(key); got != want {
			t.Errorf("Mask(%q) = %q", key, got)
		}
	}
}
