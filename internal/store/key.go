package store

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// keyPrefix lets a scanner find keys that were published by mistake.
const keyPrefix = "docextract"

// Sizes of a key's parts in bytes. 256 random bits need no slow hash.
const (
	keyIDBytes     = 6
	keySecretBytes = 32
)

// usedEvery is how exactly a key's last use is kept: not every request is
// worth a write.
const usedEvery = time.Minute

// Key is what is kept of a key: never the key itself.
type Key struct {
	ID         string
	Name       string // given by its owner, may be ""
	CreatedAt  time.Time
	LastUsedAt time.Time // to the minute; zero if never
	RevokedAt  time.Time // zero while it is good
}

// CreateKey makes a key and gives it, the only time that it is known.
func (s *Store) CreateKey(ctx context.Context, name string, now time.Time, random io.Reader) (string, Key, error) {
	var b [keyIDBytes + keySecretBytes]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return "", Key{}, fmt.Errorf("make a key: %w", err)
	}
	k := Key{ID: hex.EncodeToString(b[:keyIDBytes]), Name: name, CreatedAt: now}
	key := keyPrefix + "_" + k.ID + "_" + hex.EncodeToString(b[keyIDBytes:])
	sum := sha256.Sum256([]byte(key))
	_, err := s.db.Exec(ctx, `INSERT INTO api_key (id, hash, name, created_at) VALUES (?, ?, ?, ?)`,
		k.ID, sum[:], name, now.UnixNano())
	if err != nil {
		return "", Key{}, fmt.Errorf("store the key: %w", err)
	}
	return key, k, nil
}

// Keys lists all keys, also revoked ones, oldest first.
func (s *Store) Keys(ctx context.Context) ([]Key, error) {
	rows, err := s.db.Read().QueryContext(ctx, `SELECT id, name, created_at, last_used_at, revoked_at FROM api_key ORDER BY created_at, id`)
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	defer rows.Close()
	var keys []Key
	for rows.Next() {
		var (
			k             Key
			created       int64
			used, revoked sql.NullInt64
		)
		if err := rows.Scan(&k.ID, &k.Name, &created, &used, &revoked); err != nil {
			return nil, fmt.Errorf("list keys: %w", err)
		}
		k.CreatedAt, k.LastUsedAt, k.RevokedAt = time.Unix(0, created).UTC(), moment(used), moment(revoked)
		keys = append(keys, k)
	}
	return keys, rows.Err()
}

// RevokeKey makes a key useless from the next request on; ErrNotFound where
// there is none with that id. Revoking twice keeps the first moment.
func (s *Store) RevokeKey(ctx context.Context, id string, now time.Time) error {
	return one(s.db.Exec(ctx, `UPDATE api_key SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?`, now.UnixNano(), id))
}

// VerifyKey gives the id of a key that was presented. A key that is not known
// is an *api.Error of KindUnauthorized, a revoked one of KindForbidden.
func (s *Store) VerifyKey(ctx context.Context, key string, now time.Time) (string, error) {
	id := ""
	if parts := strings.Split(key, "_"); len(parts) == 3 {
		id = parts[1]
	}
	var (
		hash          []byte
		used, revoked sql.NullInt64
	)
	err := s.db.Read().QueryRowContext(ctx, `SELECT hash, last_used_at, revoked_at FROM api_key WHERE id = ?`, id).Scan(&hash, &used, &revoked)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", api.AsError(fmt.Errorf("look up a key: %w", err))
	}
	// An unknown id is compared as well (with nothing), so both ways of being
	// wrong take alike.
	sum := sha256.Sum256([]byte(key))
	if subtle.ConstantTimeCompare(sum[:], hash) != 1 {
		return "", &api.Error{Kind: api.KindUnauthorized, Code: api.CodeUnauthorized, Message: "this key is not known here"}
	}
	if revoked.Valid {
		return "", &api.Error{Kind: api.KindForbidden, Code: api.CodeForbidden, Message: "this key was revoked"}
	}
	if !used.Valid || now.Sub(time.Unix(0, used.Int64)) >= usedEvery {
		_, err = s.db.Note(ctx, `UPDATE api_key SET last_used_at = ? WHERE id = ?`, now.UnixNano(), id)
	}
	// A disk too full for the note is no reason to refuse the key.
	if Full(err) {
		err = nil
	}
	if err != nil {
		return "", api.AsError(fmt.Errorf("note a key's use: %w", err))
	}
	return id, nil
}
