package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/docextract/docextract/internal/config"
)

// announceUpload says, once for each profile, that documents leave this
// machine.
func (f *Factory) announceUpload(p config.Service) {
	if p.Here() || f.announced(p) {
		return
	}
	fmt.Fprintf(f.Streams.Err, "note: documents are sent to %s (profile %s), beyond this machine; this is said once\n", p.BaseURL, p.Name)
}

// announced remembers the profile and its address; where nothing can be
// remembered it is said every time.
func (f *Factory) announced(p config.Service) bool {
	dir := filepath.Join(f.Places().State, "announced")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return false
	}
	sum := sha256.Sum256([]byte(p.Name + "\n" + p.BaseURL))
	file, err := os.OpenFile(filepath.Join(dir, hex.EncodeToString(sum[:8])), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return errors.Is(err, fs.ErrExist)
	}
	return file.Close() != nil
}
