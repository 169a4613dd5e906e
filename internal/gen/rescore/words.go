package main

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

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/atomicfile"
	"github.com/docextract/docextract/internal/engine"
)

// words reads documents and remembers what was on them.
type words struct {
	engine *engine.Engine
	folder string
}

func (w words) extract(ctx context.Context, path string, t api.DocumentType) (*api.Result, error) {
	contents, err := w.contents(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return w.engine.Choose(contents, t)
}

// contents is what the document at path holds, known by its bytes.
func (w words) contents(ctx context.Context, path string) (*engine.Contents, error) {
	data, err := os.ReadFile(path) //nolint:gosec // the folder is the user's
	if err != nil {
		return nil, err
	}
	kept := filepath.Join(w.folder, fmt.Sprintf("%x.json", sha256.Sum256(data)))
	known, err := os.ReadFile(kept) //nolint:gosec // a hash in a folder of the user's
	if err == nil {
		var c engine.Contents
		return &c, json.Unmarshal(known, &c)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	c, err := w.engine.Read(ctx, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	return c, w.keep(kept, c)
}

func (w words) keep(path string, c *engine.Contents) error {
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return atomicfile.Write(path, data, 0o700)
}
