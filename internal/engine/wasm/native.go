package wasm

import (
	"bytes"
	"compress/gzip"
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
// an entry of wazero's cache, packed with gzip. The name in gzip's header is that
// of the entry below the cache's folder, without the operating system, which the
// code does not depend on ("wazero-v1.12.0-amd64/4e18…"); the comment is the
// SHA-256 of the module. Nil is none.
//
// It does no harm where it does not fit. An entry's name is the hash of the
// module and of the processor's features that wazero makes use of
// (fileCacheKey in wazero's engine_cache.go), its folder is named after
// wazero's version and the system (cache.go there), and the version is in the
// entry too. wazero looks for the name that it works out itself and for no
// other: it never runs code for another module or processor, but compiles.
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

// Unpack gives the entry as wazero wrote it.
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

// install puts the entry into the cache in dir, where it fits and there is none
// yet. The entry's path is "" where it does not fit.
func (n Native) install(dir string) (entry string, added bool, err error) {
	if !n.fits() {
		return "", false, nil
	}
	label, err := n.Label()
	if err != nil {
		return "", false, err
	}
	folder := filepath.Join(dir, label.folder())
	entry = filepath.Join(folder, label.Entry)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return "", false, nil // this wazero has made another one: it is of another version
	}
	if _, err := os.Stat(entry); err == nil {
		return entry, false, nil
	}
	if err := n.write(entry); err != nil {
		return "", false, err
	}
	return entry, true, nil
}

// write puts the entry at path whole or not at all. It is not waited for until
// it is on the disk, which takes longer than all else: what a crash leaves
// behind is found out by wazero's checksum and written again.
func (n Native) write(path string) error {
	draft, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp") // 0600
	if err != nil {
		return err
	}
	err = errors.Join(n.unpack(draft), draft.Close())
	if err == nil {
		err = os.Rename(draft.Name(), path)
	}
	if err == nil {
		return nil
	}
	_ = os.Remove(draft.Name()) // a sweep finds it later
	if _, there := os.Stat(path); there == nil {
		return nil // another process was quicker, and reads it: Windows lets nobody replace it then
	}
	return err
}
