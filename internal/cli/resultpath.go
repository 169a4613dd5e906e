package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// longestName is how many bytes a file's name may have on the usual systems.
const longestName = 255

// resultPath is where below dir the result of the document at rel goes. A name
// that would be too long with the suffix is cut, and ends with a part of its
// hash, so that it stays one of its own.
func resultPath(dir, rel, suffix string) string {
	name := filepath.Base(rel)
	if len(name)+len(suffix) > longestName {
		sum := sha256.Sum256([]byte(name))
		mark := "~" + hex.EncodeToString(sum[:8])
		name = cut(name, longestName-len(mark)-len(suffix)) + mark
	}
	return filepath.Join(dir, filepath.Dir(rel), name+suffix)
}

// cut is the beginning of a name, of at most so many bytes and of whole
// characters.
func cut(name string, most int) string {
	for most > 0 && !utf8.RuneStart(name[most]) {
		most--
	}
	return strings.TrimSpace(name[:most])
}
