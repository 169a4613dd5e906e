package main

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the manifests
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The files of Debian 12's packages that lines are made of, as sha256sum lists
// them, relative to /usr/share. A family of fonts is in one of the two lists
// only.
var (
	//go:embed train-fonts.sha256
	trainFonts string
	//go:embed kept-fonts.sha256
	keptFonts string
	//go:embed words.sha256
	wordLists string
)

// listed is a file of a manifest, read and checked.
type listed struct {
	path string
	data []byte
}

// readManifest reads the files of a manifest below a folder. Another version
// of a file would make another layer.
func readManifest(share, manifest string) ([]listed, error) {
	var files []listed
	for line := range strings.Lines(manifest) {
		want, path, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok {
			return nil, fmt.Errorf("%q is no line of a manifest", line)
		}
		data, err := os.ReadFile(filepath.Join(share, filepath.FromSlash(path)))
		if err != nil {
			return nil, fmt.Errorf("%w (is its package installed?)", err)
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
			return nil, fmt.Errorf("%s has the SHA-256 %x, not %s", path, sum, want)
		}
		files = append(files, listed{path, bytes.TrimPrefix(data, []byte("\ufeff"))})
	}
	return files, nil
}
