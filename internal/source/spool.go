package source

import (
	"bufio"
	"errors"
	"io"
	"os"
)

// spool is a temporary file that is written once and, after Flush, read any
// number of times.
type spool struct {
	*bufio.Writer

	file  *os.File
	named bool // the system keeps the name of an open file
}

func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "docextract-names-*") // 0600
	if err != nil {
		return nil, err
	}
	return &spool{bufio.NewWriter(f), f, os.Remove(f.Name()) != nil}, nil
}

func (s *spool) reader() io.Reader {
	return bufio.NewReader(io.NewSectionReader(s.file, 0, 1<<62))
}

func (s *spool) close() error {
	err := s.file.Close()
	if s.named {
		err = errors.Join(err, os.Remove(s.file.Name()))
	}
	return err
}
