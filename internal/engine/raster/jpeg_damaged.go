package raster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"slices"
)

const (
	// maxRepaired is the largest file that is repaired, and maxRepairs how often
	// it is decoded for that.
	maxRepaired = 32 << 20
	maxRepairs  = 12
	// smallRead is how far behind the damage the decoder may have read when it
	// gives up, in bytes.
	smallRead = 64
)

// repairJPEG decodes a file in whose middle something is broken, as far as
// viewers do: where the data can be entered again behind the damage (restart
// markers) only the rows between are lost, and else what follows. What is lost
// becomes white.
func repairJPEG(src io.ReaderAt, size int64, pixels int) (*image.Gray, error) {
	if size > maxRepaired {
		return nil, errDamagedJPEG
	}
	data := make([]byte, size)
	if _, err := src.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	s, ok := newJPEGScan(data)
	switch {
	case !ok:
		return nil, errDamagedJPEG
	case s.progressive:
		return s.upToLastScan(pixels)
	case s.restart > 0:
		return s.byIntervals(pixels)
	}
	return s.upToDamage(pixels)
}

var errDamagedJPEG = jpeg.FormatError("damaged beyond repair")

// jpegScan is the file of a JPEG, cut where its (first) scan begins.
type jpegScan struct {
	data          []byte
	begin         int // of the scan's data
	progressive   bool
	restart       int // MCUs between two restart markers, 0 for none
	width, height int
	mcuX, mcuY    int // the size of an MCU
}

// newJPEGScan reads the segments up to the first scan.
func newJPEGScan(data []byte) (s jpegScan, ok bool) {
	s.data = data
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		kind, length := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		end := at + 2 + length
		if length < 2 || end > len(data) {
			return s, false
		}
		body := data[at+4 : end]
		switch kind {
		case 0xc0, 0xc1, 0xc2:
			s.progressive = kind == 0xc2
			if !s.frame(body) {
				return s, false
			}
		case 0xdd:
			if len(body) >= 2 {
				s.restart = int(binary.BigEndian.Uint16(body))
			}
		case 0xda:
			s.begin = end
			return s, s.width > 0 && s.height > 0
		}
		at = end
	}
	return s, false
}

// frame reads the sizes of the picture and of its MCUs.
func (s *jpegScan) frame(body []byte) bool {
	if len(body) < 6 || len(body) < 6+3*int(body[5]) {
		return false
	}
	s.height, s.width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	s.mcuX, s.mcuY = 8, 8
	if n := int(body[5]); n > 1 { // a scan of one component has MCUs of one block
		for c := range n {
			sampling := body[6+3*c+1]
			s.mcuX, s.mcuY = max(s.mcuX, 8*int(sampling>>4)), max(s.mcuY, 8*int(sampling&15))
		}
	}
	return true
}

// attempt decodes, and tells how far the decoder came in the data.
func attempt(data []byte, pixels int) (img *image.Gray, consumed int, err error) {
	counted := &counter{data: data}
	decoded, err := jpeg.Decode(&padding{src: counted, blank: pixels})
	if err != nil {
		return nil, counted.at, err
	}
	return grey(decoded), counted.at, nil
}

// upToDamage takes what comes before the damage.
func (s *jpegScan) upToDamage(pixels int) (*image.Gray, error) {
	data := s.data
	for range maxRepairs {
		img, consumed, err := attempt(data, pixels)
		if err == nil {
			whiten(img)
			return img, nil
		}
		cut := min(consumed, len(data)) - smallRead
		if cut <= s.begin {
			return nil, err
		}
		data = data[:cut]
	}
	return nil, errDamagedJPEG
}

// upToLastScan leaves out the damaged scan and those after it: the picture is
// whole, only less sharp.
func (s *jpegScan) upToLastScan(pixels int) (*image.Gray, error) {
	_, consumed, err := attempt(s.data, pixels)
	if err == nil {
		return nil, errDamagedJPEG // it is not damaged
	}
	last := bytes.LastIndex(s.data[:min(consumed, len(s.data))], []byte{0xff, 0xda})
	if last <= s.begin {
		return nil, err
	}
	img, _, err := attempt(append(slices.Clip(s.data[:last]), 0xff, 0xd9), pixels)
	return img, err
}

// byIntervals replaces the data between two restart markers where it is
// broken.
func (s *jpegScan) byIntervals(pixels int) (*image.Gray, error) {
	intervals := s.intervals()
	lost := map[int]bool{}
	for i, part := range intervals {
		if part == nil {
			lost[i] = true
		}
	}
	filler := make([]byte, s.restart*s.mcuX*s.mcuY*3/2) // more than any data for so many pixels takes
	for range maxRepairs {
		data, ends := s.assembled(intervals, lost, filler)
		img, consumed, err := attempt(data, pixels)
		if err == nil {
			s.blank(img, lost, len(intervals))
			return img, nil
		}
		i, _ := slices.BinarySearch(ends, consumed-smallRead)
		for i < len(intervals) && lost[i] {
			i++
		}
		if i >= len(intervals) {
			return nil, err
		}
		lost[i] = true
	}
	return nil, errDamagedJPEG
}

// intervals are the stretches between restart markers. Where a marker is
// missing its stretch is missing too.
func (s *jpegScan) intervals() (parts [][]byte) {
	begin, next := s.begin, byte(0)
	for at := s.begin; at+1 < len(s.data); at++ {
		if s.data[at] != 0xff {
			continue
		}
		switch mark := s.data[at+1]; {
		case mark >= 0xd0 && mark <= 0xd7:
			parts = append(parts, s.data[begin:at])
			for gap := (mark - 0xd0 - next) & 7; gap > 0 && gap < 4; gap-- {
				parts = append(parts, nil)
			}
			next, begin = (mark-0xd0+1)&7, at+2
		case mark == 0xd9:
			return append(parts, s.data[begin:at])
		}
	}
	return append(parts, s.data[begin:])
}

// assembled puts the file together again, and tells where each interval ends.
func (s *jpegScan) assembled(intervals [][]byte, lost map[int]bool, filler []byte) (data []byte, ends []int) {
	data = append(data, s.data[:s.begin]...)
	for i, part := range intervals {
		if i > 0 {
			data = append(data, 0xff, 0xd0+byte((i-1)&7))
		}
		if lost[i] {
			part = filler
		}
		data = append(data, part...)
		ends = append(ends, len(data))
	}
	return append(data, 0xff, 0xd9), ends
}

// blank makes the pixels of the lost intervals white, and those behind the
// last one.
func (s *jpegScan) blank(img *image.Gray, lost map[int]bool, intervals int) {
	across := (s.width + s.mcuX - 1) / s.mcuX
	down := (s.height + s.mcuY - 1) / s.mcuY
	for mcu := range across * down {
		if i := mcu / s.restart; i < intervals && !lost[i] {
			continue
		}
		area := image.Rect(0, 0, s.mcuX, s.mcuY).Add(image.Pt(mcu%across*s.mcuX, mcu/across*s.mcuY)).Intersect(img.Rect)
		for y := area.Min.Y; y < area.Max.Y; y++ {
			row := img.Pix[img.PixOffset(area.Min.X, y):][:area.Dx()]
			for x := range row {
				row[x] = 255
			}
		}
	}
}

// counter gives data in small pieces, so that it is known how much of it was
// wanted.
type counter struct {
	data []byte
	at   int
}

// Read implements io.Reader.
func (c *counter) Read(p []byte) (int, error) {
	if c.at >= len(c.data) {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), smallRead)], c.data[c.at:])
	c.at += n
	return n, nil
}
