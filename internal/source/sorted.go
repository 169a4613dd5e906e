package source

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
)

const (
	// batch is how many names of one folder are kept. A folder with more is read
	// again for the names that follow, which takes some tens of milliseconds for
	// a hundred thousand.
	batch = 16 << 10
	// gulp is how many are asked of the system at a time.
	gulp = 1 << 10
)

// sorted gives what is in a folder in the order of names, and an error last
// where it cannot be read. Memory does not grow with the folder.
func sorted(dir string) iter.Seq2[fs.DirEntry, error] { return sortedBy(dir, batch) }

func sortedBy(dir string, most int) iter.Seq2[fs.DirEntry, error] {
	return func(yield func(fs.DirEntry, error) bool) {
		after := ""
		for {
			least, err := following(dir, after, most)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, entry := range least {
				if !yield(entry, nil) {
					return
				}
			}
			if len(least) < most {
				return
			}
			after = least[most-1].Name()
		}
	}
}

// following gives the first names of a folder that come after one, sorted, at
// most so many.
func following(dir, after string, most int) ([]fs.DirEntry, error) {
	folder, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	var least []fs.DirEntry
	for {
		entries, err := folder.ReadDir(gulp)
		for _, entry := range entries {
			if entry.Name() > after {
				least = append(least, entry)
			}
		}
		if len(least) >= 2*most || err != nil {
			slices.SortFunc(least, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
			least = slices.Delete(least, min(most, len(least)), len(least))
		}
		if errors.Is(err, io.EOF) {
			return least, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
