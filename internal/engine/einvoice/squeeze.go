package einvoice

import "io"

// squeezer leaves out most of the files that are embedded in an invoice as
// base64: hundreds of megabytes at worst, of which no field is read. A run of
// more than longestRun bytes that base64 may have is cut; everything else
// passes.
type squeezer struct {
	r   io.Reader
	run int
}

const longestRun = 2 * maxText

// Read implements io.Reader.
func (s *squeezer) Read(p []byte) (int, error) {
	for {
		n, err := s.r.Read(p)
		kept := p[:0]
		for _, c := range p[:n] {
			if !base64(c) {
				s.run = 0
			} else if s.run++; s.run > longestRun {
				continue
			}
			kept = append(kept, c)
		}
		if len(kept) > 0 || err != nil || n == 0 {
			return len(kept), err
		}
	}
}

func base64(c byte) bool {
	switch {
	case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		return true
	}
	switch c {
	case '+', '/', '=', '\n', '\r', '\t', ' ':
		return true
	}
	return false
}
