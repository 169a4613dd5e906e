package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// cache keeps features between runs: they take most of the time.
type cache struct{ folder string }

// recipe counts the changes to how lines are made: those of another one are
// made anew.
const recipe = 1

// keep is what is stored under a name and all that it hangs on; or else it is
// made and stored.
func keep[T any](c cache, name string, depends []any, produce func() (T, error)) (T, error) {
	sum := sha256.Sum256([]byte(fmt.Sprintf("%d %v", recipe, depends)))
	path := filepath.Join(c.folder, fmt.Sprintf("%s-%x.gob", name, sum[:6]))
	var made T
	file, err := os.Open(path)
	if err == nil {
		defer file.Close()
		return made, gob.NewDecoder(bufio.NewReaderSize(file, 1<<20)).Decode(&made)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return made, err
	}
	if made, err = produce(); err != nil {
		return made, err
	}
	file, err = os.Create(path)
	if err != nil {
		return made, err
	}
	w := bufio.NewWriterSize(file, 1<<20)
	return made, errors.Join(gob.NewEncoder(w).Encode(made), w.Flush(), file.Close())
}
