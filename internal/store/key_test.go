package store_test

import (
	"crypto/rand"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/store"
)

func newKey(t *testing.T, s *store.Store, name string) (string, store.Key) {
	t.Helper()
	key, k, err := s.CreateKey(t.Context(), name, noon, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key, k
}

func TestAKeyIsVerified(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	key, k := newKey(t, s, "ci")
	if !regexp.MustCompile(`^docextract_[0-9a-f]{12}_[0-9a-f]{64}$`).MatchString(key) {
		t.Errorf("key %q", key)
	}
	if id, err := s.VerifyKey(t.Context(), key, noon); err != nil || id != k.ID {
		t.Errorf("id %q, error %v", id, err)
	}
	last := key[len(key)-1:]
	for _, wrong := range []string{"", "x", "docextract_" + k.ID + "_", strings.TrimSuffix(key, last), key + "0", strings.ToUpper(key), "_" + k.ID + "_"} {
		if _, err := s.VerifyKey(t.Context(), wrong, noon); api.KindOf(err) != api.KindUnauthorized {
			t.Errorf("%q: error %v", wrong, err)
		}
	}
	_, secret, _ := strings.Cut(strings.TrimPrefix(key, "docextract_"), "_")
	if found := grep(t, dir, secret); found != "" {
		t.Errorf("%s holds the key itself", found)
	}
}

func TestARevokedKeyIsRefusedAtOnce(t *testing.T) {
	dir := t.TempDir()
	serving, managing := open(t, dir), open(t, dir) // two processes
	key, k := newKey(t, managing, "")
	if _, err := serving.VerifyKey(t.Context(), key, noon); err != nil {
		t.Fatalf("a key made beside the server: %v", err)
	}
	for i := range 2 {
		if err := managing.RevokeKey(t.Context(), k.ID, noon.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := serving.VerifyKey(t.Context(), key, noon); api.KindOf(err) != api.KindForbidden {
		t.Errorf("error %v", err)
	}
	keys, err := serving.Keys(t.Context())
	if err != nil || len(keys) != 1 || !keys[0].RevokedAt.Equal(noon) {
		t.Errorf("keys %+v (%v)", keys, err)
	}
	if err := managing.RevokeKey(t.Context(), "nobody", noon); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an unknown key: %v", err)
	}
}

func TestAKeysLastUseIsKeptToTheMinute(t *testing.T) {
	s := open(t, t.TempDir())
	key, _ := newKey(t, s, "a")
	newKey(t, s, "b")
	for _, c := range []struct{ at, want time.Duration }{{0, 0}, {59 * time.Second, 0}, {time.Minute, time.Minute}} {
		if _, err := s.VerifyKey(t.Context(), key, noon.Add(c.at)); err != nil {
			t.Fatal(err)
		}
		keys, err := s.Keys(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range keys {
			if k.Name == "a" && !k.LastUsedAt.Equal(noon.Add(c.want)) {
				t.Errorf("after %v: used at %v", c.at, k.LastUsedAt)
			}
			if k.Name == "b" && !k.LastUsedAt.IsZero() {
				t.Error("a key was used that was not")
			}
		}
	}
}
