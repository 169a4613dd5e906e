package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"sync"

	"github.com/docextract/docextract/internal/api"
)

// hashing makes the document hash itself while it is read. sum is the hash of
// the last complete reading, "" before there was one.
func hashing(doc api.Document) (hashed api.Document, sum func() string) {
	var mu sync.Mutex
	var last string
	hashed = doc
	hashed.Open = func() (io.ReadCloser, error) {
		rc, err := doc.Open()
		if err != nil {
			return nil, err
		}
		return &hashReader{ReadCloser: rc, hash: sha256.New(), left: doc.Size, done: func(s string) {
			mu.Lock()
			defer mu.Unlock()
			last = s
		}}, nil
	}
	return hashed, func() string {
		mu.Lock()
		defer mu.Unlock()
		return last
	}
}

type hashReader struct {
	io.ReadCloser
	hash hash.Hash
	left int64
	done func(sum string)
}

func (r *hashReader) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	r.hash.Write(p[:n])
	r.left -= int64(n)
	if r.left == 0 && (n > 0 || err == io.EOF) {
		r.done(hex.EncodeToString(r.hash.Sum(nil)))
	}
	return n, err
}
