package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
)

// longestName limits one name of a list, in bytes. No system takes a longer
// path; more than that is no list.
const longestName = 64 << 10

// ReadList reads names of files and folders, one a line or, with null, each
// ended by a NUL byte as find -print0 writes them. Empty names are left out. A
// name is always that of a file: "-" becomes "./-", since a list does not speak
// of standard input.
func ReadList(r io.Reader, null bool) ([]string, error) {
	var names []string
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestName)
	if null {
		lines.Split(splitNull)
	}
	for lines.Scan() {
		name := lines.Text()
		switch {
		case name == "":
			continue
		case !null && bytes.IndexByte(lines.Bytes(), 0) >= 0:
			return nil, errors.New("there is a NUL byte in it, which ends a name only with --null")
		case name == Stdin:
			name = "." + string(filepath.Separator) + Stdin
		}
		names = append(names, name)
	}
	if err := lines.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			return nil, fmt.Errorf("name %d is longer than %d bytes", len(names)+1, longestName)
		}
		return nil, err
	}
	return names, nil
}

// splitNull is a bufio.SplitFunc for names ended by a NUL byte; the last may do
// without.
func splitNull(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}
