package wasm

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// keepEntries is how much older than a new entry others may be: they are of
// earlier versions of the program, mostly.
const keepEntries = 30 * 24 * time.Hour

// sweep removes the entries below dir that are much older than the one just
// added, of all versions of wazero, and what was never finished. Another process
// may need one: it has read it whole when it works with it, and makes it again
// when it starts the next time.
func sweep(dir, added string) {
	newest, err := os.Stat(added)
	if err != nil {
		return
	}
	paths, err := fs.Glob(os.DirFS(dir), prefix+"*/*")
	if err != nil {
		return
	}
	for _, path := range paths {
		path = filepath.Join(dir, filepath.FromSlash(path))
		info, err := os.Lstat(path)
		if err == nil && info.Mode().IsRegular() && newest.ModTime().Sub(info.ModTime()) > keepEntries {
			_ = os.Remove(path) // one that stays costs room, no more
		}
	}
}
