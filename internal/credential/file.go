package credential

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"

	"github.com/docextract/docextract/internal/atomicfile"
)

// maxKeyFile is far above the length of any key.
const maxKeyFile = 1 << 20

// ExposedError means that others could read a file of secrets.
type ExposedError struct {
	Path string
	Mode fs.FileMode
}

// Error says what is wrong with the file.
func (e *ExposedError) Error() string {
	return fmt.Sprintf("%s can be read by others (mode %04o)", e.Path, e.Mode.Perm())
}

// ReadKeyFile returns the key that the file holds. A file that the group or
// the world may read is refused.
func ReadKeyFile(path string) (string, error) {
	data, err := readPrivate(path)
	if err != nil {
		return "", err
	}
	key := Clean(string(data))
	if key == "" {
		return "", fmt.Errorf("%s holds no key", path)
	}
	return key, nil
}

// readPrivate checks the opened file, not its name, so that it cannot be
// exchanged in between.
func readPrivate(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, &ExposedError{Path: path, Mode: info.Mode()}
	}
	return io.ReadAll(io.LimitReader(f, maxKeyFile))
}

func readEntries(path string) (map[string]entry, error) {
	data, err := readPrivate(path)
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]entry{}, nil
	}
	if err != nil {
		return nil, err
	}
	all := map[string]entry{}
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return all, nil
}

// update rewrites the file whole or not at all, for its owner's eyes only.
func (s Store) update(change func(map[string]entry)) error {
	all, err := readEntries(s.File)
	if err != nil {
		return err
	}
	change(all)
	data, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return atomicfile.Write(s.File, append(data, '\n'), 0o700)
}
