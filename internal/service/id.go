package service

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"time"
)

// ksuidEpoch is the Unix second from which KSUIDs count.
const ksuidEpoch = 1_400_000_000

// newID makes a KSUID in hex: 4 bytes of time in seconds and 16 random bytes,
// 40 digits, sorted by time.
func newID(now time.Time, random io.Reader) (string, error) {
	var b [20]byte
	binary.BigEndian.PutUint32(b[:4], uint32(now.Unix()-ksuidEpoch)) //nolint:gosec // wraps in 2150, as every KSUID does
	if _, err := io.ReadFull(random, b[4:]); err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	return hex.EncodeToString(b[:]), nil
}
