package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
)

// longestName limits one name of a list, in bytes. No system takes a longer
// path; more than that is no list.
const longestName = 64 << 10

// ReadList gives names of files and folders as it reads them, one a line or, with
// null, each ended by a NUL byte as find -print0 writes them. An error comes
// last. Empty names are left out. A name is always that of a file: "-" becomes
// "./-", since a list does not speak of standard input.
func ReadList(r io.Reader, null bool) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		lines, n := bufio.NewScanner(r), 0
		lines.Buffer(nil, longestName)
		if null {
			lines.Split(splitNull)
		}
		for lines.Scan() {
			name := lines.Text()
			switch {
			case name == "":
				continue
			case !null && strings.ContainsRune(name, 0):
				yield("", errors.New("there is a NUL byte in it, which ends a name only with --null"))
				return
			case name == Stdin:
				name = "." + string(filepath.Separator) + Stdin
			}
			if n++; !yield(name, nil) {
				return
			}
		}
		switch err := lines.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			yield("", fmt.Errorf("name %d is longer than %d bytes", n+1, longestName))
		case err != nil:
			yield("", err)
		}
	}
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
