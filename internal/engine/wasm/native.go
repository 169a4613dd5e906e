package wasm

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Native is the machine code of a module, compiled ahead for one architecture:
// an entry of wazero's cache, packed with gzip. It has the name that wazero gives
// to the entry of the module's outline, so that the bodies of its functions, which
// would only be validated, need not be there when it is loaded. The name in gzip's
// header is that one, below the cache's folder and without the operating system,
// which the code does not depend on ("wazero-v1.12.0-amd64/4e18…"); the comment is
// the SHA-256 of the module. Nil is none.
//
// It does no harm where it does not fit. An entry's name is the hash of the
// module and of the processor's features that wazero makes use of
// (fileCacheKey in wazero's engine_cache.go), its folder is named after
// wazero's version and the system (cache.go there), and the version is in the
// entry too. wazero looks for the name that it works out itself and for no
// other: it never runs code for another module or processor, but compiles, which
// Load sees.
type Native []byte

// Label is what a Native says of itself.
type Label struct {
	// Version is of wazero: "v1.12.0".
	Version string
	// Architecture is Go's name of it.
	Architecture string
	// Entry is the file's name in the cache.
	Entry string
	// Module is the SHA-256 of the module in hexadecimal digits.
	Module string
}

const prefix = "wazero-"

// Label reads what the machine code is of and for.
func (n Native) Label() (Label, error) {
	r, err := gzip.NewReader(bytes.NewReader(n))
	if err != nil {
		return Label{}, fmt.Errorf("opening the machine code: %w", err)
	}
	dir, entry, found := strings.Cut(r.Name, "/")
	version, arch, divided := cutLast(strings.TrimPrefix(dir, prefix), "-")
	if !found || !divided || entry == "" {
		return Label{}, fmt.Errorf("the machine code is for %q, which is no entry of a cache", r.Name)
	}
	return Label{Version: version, Architecture: arch, Entry: entry, Module: r.Comment}, nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// folder is what wazero calls the folder of such entries on this system.
func (l Label) folder() string {
	return prefix + l.Version + "-" + l.Architecture + "-" + runtime.GOOS
}

// fits reports whether this processor is of the kind that the machine code is
// for. Were it wrong, it would cost time and disk, no more.
func (n Native) fits() bool { return len(n) > 0 && Common() }

// Unpack gives the machine code as wazero wrote it.
func (n Native) Unpack() ([]byte, error) {
	var entry bytes.Buffer
	if err := n.unpack(&entry); err != nil {
		return nil, err
	}
	return entry.Bytes(), nil
}

// unpack fails where the bytes are not those that were packed.
func (n Native) unpack(w io.Writer) error {
	r, err := gzip.NewReader(bytes.NewReader(n))
	if err != nil {
		return fmt.Errorf("opening the machine code: %w", err)
	}
	if _, err := io.Copy(w, r); err != nil { //nolint:gosec // the program's own
		return fmt.Errorf("unpacking the machine code: %w", err)
	}
	return nil
}

// keep puts the machine code into the cache in dir, where it is not there yet, and
// gives its path.
func (n Native) keep(dir string, l Label) (string, error) {
	if dir == "" {
		return "", fs.ErrNotExist
	}
	folder := filepath.Join(dir, l.folder())
	path := filepath.Join(folder, l.Entry)
	if info, err := os.Stat(path); err == nil {
		if info.Size() == n.size() {
			return path, nil
		}
		if err := os.Remove(path); err != nil {
			return "", err
		}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	if err := n.write(path); err != nil {
		return "", err
	}
	sweep(dir, path)
	return path, nil
}

// size is that of what is packed: gzip's last four bytes, modulo 4 GiB.
func (n Native) size() int64 {
	return int64(binary.LittleEndian.Uint32(n[len(n)-4:]))
}

// write puts the machine code at path whole or not at all, and replaces nothing
// that another process has put there. It is not waited for until it is on the
// disk, which takes longer than all else: what a crash leaves behind is found out
// by its size or wazero's checksum, and written again.
func (n Native) write(path string) error {
	draft, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp") // 0600
	if err != nil {
		return err
	}
	if err := errors.Join(n.unpack(draft), draft.Close()); err != nil {
		return errors.Join(err, os.Remove(draft.Name()))
	}
	if err := os.Link(draft.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return os.Rename(draft.Name(), path) // the file system has no links
	}
	return os.Remove(draft.Name())
}
