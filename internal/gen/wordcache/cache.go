// Package wordcache remembers what was read from documents, so that programs
// which measure or learn how fields are chosen need not read them again. The
// words belong to the readers that made them: a change of those wants another
// folder.
package wordcache

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/docextract/docextract/internal/atomicfile"
	"github.com/docextract/docextract/internal/engine"
)

// Cache reads documents and keeps their words in a folder.
type Cache struct {
	Engine *engine.Engine
	Folder string
}

// Contents is what the document at path holds, known by its bytes.
func (c Cache) Contents(ctx context.Context, path string) (*engine.Contents, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	kept := filepath.Join(c.Folder, fmt.Sprintf("%x.json", sha256.Sum256(data)))
	known, err := os.ReadFile(kept) //nolint:gosec // a hash in a folder of the user's
	if err == nil {
		var contents engine.Contents
		return &contents, json.Unmarshal(known, &contents)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	contents, err := c.Engine.Read(ctx, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	return contents, c.keep(kept, contents)
}

func (c Cache) keep(path string, contents *engine.Contents) error {
	data, err := json.Marshal(contents)
	if err != nil {
		return err
	}
	return atomicfile.Write(path, data, 0o700)
}
