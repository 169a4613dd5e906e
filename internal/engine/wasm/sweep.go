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

// sweep removes what is much older below dir than the file just added: compiled
// modules of all versions of wazero, what was never finished, and stages that
// were left standing. Another process may need one: it has read it whole when it
// works with it, and makes it again when it starts the next time.
func sweep(dir, added string) {
	newest, err := os.Stat(added)
	if err != nil {
		return
	}
	var paths []string
	for _, pattern := range []string{prefix + "*/*", stagePrefix + "*"} {
		found, err := fs.Glob(os.DirFS(dir), pattern)
		if err != nil {
			return
		}
		paths = append(paths, found...)
	}
	for _, path := range paths {
		path = filepath.Join(dir, filepath.FromSlash(path))
		info, err := os.Lstat(path)
		if err == nil && newest.ModTime().Sub(info.ModTime()) > keepEntries {
			_ = os.RemoveAll(path) // one that stays costs room, no more
		}
	}
}
