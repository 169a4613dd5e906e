// Package credential finds and keeps the keys of services: in the
// environment, in the system's keyring, in a file that only its owner can
// read, or from a command. A stored key is bound to the base URL it was stored
// for and given to no other. It sends nothing and prints nothing.
package credential

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrNone means that no key is stored for that profile and base URL.
var ErrNone = errors.New("no key is stored")

// ErrNoKeyring means that the system offers no keyring that answers.
var ErrNoKeyring = errors.New("no keyring on this system")

// ErrSilent is the end of waiting for a keyring: it is locked, most likely.
var ErrSilent = errors.New("the keyring does not answer")

// Keyring is the system's store of secrets. Get and Delete answer ErrNone
// where there is no such secret.
type Keyring interface {
	Get(user string) (string, error)
	Set(user, secret string) error
	Delete(user string) error
}

// Store keeps keys by profile.
type Store struct {
	// Keyring is the system's.
	Keyring Keyring
	// File is the place of the file used on explicit demand.
	File string
	// Deadline is how long the keyring may take; a locked one can wait for
	// its owner for ever.
	Deadline time.Duration
}

// Source says where a key came from.
type Source string

// The sources.
const (
	FromEnvironment Source = "environment"
	FromKeyFile     Source = "key_file"
	FromKeyCommand  Source = "key_command"
	FromKeyring     Source = "keyring"
	FromFile        Source = "file"
)

// entry is what is stored under a profile's name.
type entry struct {
	BaseURL string `json:"base_url"`
	Key     string `json:"key"`
}

// Get returns the key stored for the profile, if it was stored for that base
// URL; ErrNone where there is none. The file counts first: Set empties it when
// the keyring takes a key, and what is in it was put there on demand. A keyring
// that does not answer in time is an error of its own, for it may hold the key.
func (s Store) Get(ctx context.Context, profile, baseURL string) (string, Source, error) {
	entries, err := readEntries(s.File)
	if err != nil {
		return "", "", err
	}
	if e, ok := entries[profile]; ok && sameURL(e.BaseURL, baseURL) {
		return e.Key, FromFile, nil
	}
	e, err := s.fromKeyring(ctx, profile)
	switch {
	case errors.Is(err, ErrSilent):
		return "", "", err
	case err == nil && sameURL(e.BaseURL, baseURL):
		return e.Key, FromKeyring, nil
	}
	return "", "", ErrNone
}

// Set stores the key in the keyring or, where insecure allows it, in the file.
// An older key of the profile is replaced wherever it was.
func (s Store) Set(ctx context.Context, profile, baseURL, key string, insecure bool) (Source, error) {
	e := entry{BaseURL: baseURL, Key: key}
	if insecure {
		if err := s.update(func(all map[string]entry) { all[profile] = e }); err != nil {
			return "", err
		}
		// What the keyring cannot forget does not count: the file comes first.
		_ = s.deleteFromKeyring(ctx, profile)
		return FromFile, nil
	}
	secret, err := json.Marshal(e)
	if err != nil {
		return "", err
	}
	_, err = s.guard(ctx, func() (string, error) { return "", s.Keyring.Set(profile, string(secret)) })
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoKeyring, err)
	}
	return FromKeyring, s.forget(profile)
}

// Delete removes the profile's key wherever it is; ErrNone where it is nowhere.
// A keyring that does not answer in time may still hold it: that is an error.
func (s Store) Delete(ctx context.Context, profile string) error {
	ringErr := s.deleteFromKeyring(ctx, profile)
	entries, err := readEntries(s.File)
	if err != nil {
		return err
	}
	_, inFile := entries[profile]
	if err := s.forget(profile); err != nil {
		return err
	}
	switch {
	case errors.Is(ringErr, ErrSilent):
		return ringErr
	case ringErr != nil && !inFile:
		return ErrNone
	}
	return nil
}

func (s Store) deleteFromKeyring(ctx context.Context, profile string) error {
	_, err := s.guard(ctx, func() (string, error) { return "", s.Keyring.Delete(profile) })
	return err
}

func (s Store) forget(profile string) error {
	entries, err := readEntries(s.File)
	if err != nil || entries[profile] == (entry{}) {
		return err
	}
	return s.update(func(all map[string]entry) { delete(all, profile) })
}

func (s Store) fromKeyring(ctx context.Context, profile string) (entry, error) {
	secret, err := s.guard(ctx, func() (string, error) { return s.Keyring.Get(profile) })
	if err != nil {
		return entry{}, err
	}
	var e entry
	if err := json.Unmarshal([]byte(secret), &e); err != nil {
		return entry{}, fmt.Errorf("the keyring's entry is not ours: %w", err)
	}
	return e, nil
}

// guard runs f, which has no deadline of its own, and leaves it behind when it
// takes too long.
func (s Store) guard(ctx context.Context, f func() (string, error)) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Deadline)
	defer cancel()
	type answer struct {
		secret string
		err    error
	}
	done := make(chan answer, 1)
	go func() {
		secret, err := f()
		done <- answer{secret, err}
	}()
	select {
	case a := <-done:
		return a.secret, a.err
	case <-ctx.Done():
		if cause := context.Cause(ctx); !errors.Is(cause, context.DeadlineExceeded) {
			return "", cause
		}
		return "", fmt.Errorf("%w within %s", ErrSilent, s.Deadline)
	}
}

// sameURL compares base URLs as the client reads them: with or without /api
// and a trailing slash.
func sameURL(a, b string) bool { return bare(a) == bare(b) && a != "" }

func bare(u string) string {
	u = strings.TrimRight(strings.TrimSpace(u), "/")
	u = strings.TrimSuffix(u, "/v1")
	u = strings.TrimSuffix(u, "/api")
	return strings.TrimRight(u, "/")
}

// Mask shows enough of a key to tell it from another.
func Mask(key string) string {
	const shown = 4
	if len(key) < 4*shown {
		return "****"
	}
	return "****" + key[len(key)-shown:]
}

// Clean takes the word Token and stray space off a pasted key.
func Clean(key string) string {
	key = strings.TrimSpace(key)
	if word, rest, ok := strings.Cut(key, " "); ok && strings.EqualFold(word, "token") {
		key = strings.TrimSpace(rest)
	}
	return key
}
