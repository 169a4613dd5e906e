package local

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"sync"
)

// fingerprint tells one file from another without reading it.
type fingerprint struct {
	Device   uint64 `json:"device"`
	Inode    uint64 `json:"inode"`
	Size     int64  `json:"size"`
	Modified int64  `json:"modified"` // nanoseconds since 1970
}

// identity is this build of the program: the hash of its executable. That
// file is large and hashing it would be felt at each start, so it is read on
// first need only; mostly the fingerprint decides.
type identity struct {
	file  fingerprint
	build func() string
}

// executableIdentity is the identity of the running program.
func executableIdentity() *identity {
	path, err := runningExecutable()
	if err != nil {
		return &identity{build: func() string { return "unknown" }}
	}
	file, err := fingerprintOf(path)
	if err != nil {
		return &identity{build: func() string { return "unknown" }}
	}
	return &identity{file: file, build: sync.OnceValue(func() string { return hashExecutable(path, file) })}
}

// same reports whether the host runs this build; ask fetches the host's hash.
func (id *identity) same(host fingerprint, ask func() (string, error)) (bool, error) {
	if id.file == host && host.Inode != 0 {
		return true, nil
	}
	build, err := ask()
	if err != nil {
		return false, err
	}
	return build == id.build(), nil
}

// hashExecutable hashes the file that was the executable when the program
// started. One that was put in its place since is another build.
func hashExecutable(path string, was fingerprint) string {
	if now, err := fingerprintOf(path); err != nil || now != was {
		return fmt.Sprintf("replaced-%x-%x-%x", was.Inode, was.Size, was.Modified)
	}
	f, err := os.Open(path)
	if err != nil {
		return "unknown"
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "unknown"
	}
	return hex.EncodeToString(hash.Sum(nil))
}
