package raster

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"io"
)

// decodePNG decodes as much as there is: where the file is cut short or its
// check sums are wrong, the rows that can be inflated, and white below.
func decodePNG(r io.Reader) (image.Image, error) {
	src, ok := r.(*io.SectionReader)
	if !ok {
		return png.Decode(r)
	}
	img, err := png.Decode(src)
	if err == nil {
		return img, nil
	}
	if repaired, failure := repairPNG(src); failure == nil {
		return repaired, nil
	}
	return nil, err
}

var errDamagedPNG = errors.New("damaged beyond repair")

// pngFile is what of a file is needed to write it anew.
type pngFile struct {
	head   []byte   // the body of IHDR
	chunks [][]byte // palette and transparency, whole
	data   []io.Reader
}

// repairPNG writes the file anew while it is decoded: the rows as far as they
// can be inflated and then white ones, with right check sums.
func repairPNG(src *io.SectionReader) (image.Image, error) {
	f, err := readPNG(src)
	if err != nil {
		return nil, err
	}
	inflated := io.MultiReader(f.data...)
	if _, err := io.CopyN(io.Discard, inflated, 2); err != nil { // zlib's head
		return nil, errDamagedPNG
	}
	rows := &pngRows{src: flate.NewReader(inflated), passes: f.passes(), white: f.white()}
	if _, err := rows.Read(make([]byte, 0)); err != nil {
		return nil, err
	}
	head := []byte("\x89PNG\r\n\x1a\n")
	head = append(head, chunk("IHDR", f.head)...)
	for _, c := range f.chunks {
		head = append(head, c...)
	}
	stored := &storedChunks{src: rows}
	return png.Decode(io.MultiReader(bytes.NewReader(head), stored))
}

// readPNG walks over the chunks. One that is damaged ends the file.
func readPNG(src *io.SectionReader) (f pngFile, err error) {
	at := int64(8)
	for range maxChunks {
		var b [8]byte
		if _, err := src.ReadAt(b[:], at); err != nil {
			break
		}
		length, kind := int64(binary.BigEndian.Uint32(b[:])), string(b[4:])
		body := io.NewSectionReader(src, at+8, min(length, max(src.Size()-at-8, 0)))
		switch kind {
		case "IHDR":
			f.head = make([]byte, 13)
			if _, err := io.ReadFull(body, f.head); err != nil {
				return f, errDamagedPNG
			}
		case "PLTE", "tRNS":
			if length > 1024 {
				return f, errDamagedPNG
			}
			data, err := io.ReadAll(body)
			if err != nil {
				return f, errDamagedPNG
			}
			f.chunks = append(f.chunks, chunk(kind, data))
		case "IDAT":
			f.data = append(f.data, body)
		}
		if kind == "IEND" || length > src.Size() {
			break
		}
		at += 12 + length
	}
	if f.head == nil || len(f.data) == 0 {
		return f, errDamagedPNG
	}
	return f, nil
}

func chunk(kind string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body))) //nolint:gosec // a few kilobytes
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// pass is how many rows of how many bytes come next, each behind the byte that
// names its filter.
type pass struct{ rows, width int }

// passes are one, or the seven of an interlaced file.
func (f pngFile) passes() []pass {
	width, height := int(binary.BigEndian.Uint32(f.head)), int(binary.BigEndian.Uint32(f.head[4:]))
	samples := map[byte]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[f.head[9]]
	bits := samples * int(f.head[8])
	if f.head[12] == 0 {
		return []pass{{height, (width*bits + 7) / 8}}
	}
	var all []pass
	for _, p := range [7][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}} {
		w, h := (width-p[0]+p[2]-1)/p[2], (height-p[1]+p[3]-1)/p[3]
		if w > 0 && h > 0 {
			all = append(all, pass{h, (w*bits + 7) / 8})
		}
	}
	return all
}

// white is the byte that makes white or transparent pixels; of a palette it is
// not known which entry does, and the first one is taken.
func (f pngFile) white() byte {
	if f.head[9] == 3 {
		return 0
	}
	return 0xff
}

// pngRows gives the rows that there are, and blank ones to the end.
type pngRows struct {
	src    io.Reader
	passes []pass
	white  byte
	row    []byte // what is left of it to give
	got    int    // rows that came from the file
	ended  bool
}

// Read implements io.Reader.
func (r *pngRows) Read(p []byte) (int, error) {
	if len(r.row) == 0 {
		if err := r.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.row)
	r.row = r.row[n:]
	return n, nil
}

func (r *pngRows) next() error {
	for len(r.passes) > 0 && r.passes[0].rows == 0 {
		r.passes = r.passes[1:]
	}
	if len(r.passes) == 0 {
		return io.EOF
	}
	r.passes[0].rows--
	row := make([]byte, 1+r.passes[0].width)
	if !r.ended {
		_, err := io.ReadFull(r.src, row)
		r.ended = err != nil || row[0] > 4 // there are five filters
	}
	if r.ended {
		if r.got == 0 {
			return errDamagedPNG // nothing is there
		}
		row[0] = 0
		for i := range row[1:] {
			row[1+i] = r.white
		}
	} else {
		r.got++
	}
	r.row = row
	return nil
}

// storedChunks writes data as uncompressed zlib in chunks of an image file.
type storedChunks struct {
	src    io.Reader
	out    []byte
	begun  bool
	closed bool
	sum    hash.Hash32
}

// Read implements io.Reader.
func (s *storedChunks) Read(p []byte) (int, error) {
	if len(s.out) == 0 {
		if s.closed {
			return 0, io.EOF
		}
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, s.out)
	s.out = s.out[n:]
	return n, nil
}

func (s *storedChunks) fill() error {
	const most = 32 << 10
	data := make([]byte, most)
	n, err := io.ReadFull(s.src, data)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	var body []byte
	if !s.begun {
		body, s.begun, s.sum = append(body, 0x78, 0x01), true, adler32.New()
	}
	last := byte(0)
	if err != nil {
		last = 1
	}
	body = append(body, last, byte(n), byte(n>>8), byte(^n), byte(^n>>8)) //nolint:gosec // the two bytes of n
	body = append(body, data[:n]...)
	_, _ = s.sum.Write(data[:n]) // never fails
	if err != nil {
		body = binary.BigEndian.AppendUint32(body, s.sum.Sum32())
		s.closed = true
	}
	s.out = chunk("IDAT", body)
	if s.closed {
		s.out = append(s.out, chunk("IEND", nil)...)
	}
	return nil
}

// pngConfig reads the first chunk only: the library would decode the whole of a
// picture with a palette.
func pngConfig(r io.Reader) (image.Config, error) {
	var b [33]byte
	if _, err := io.ReadFull(r, b[:]); err != nil || string(b[12:16]) != "IHDR" {
		return image.Config{}, png.FormatError("no head")
	}
	models := map[byte]color.Model{0: color.GrayModel, 2: color.RGBAModel, 3: color.Palette{}, 4: color.NRGBAModel, 6: color.NRGBAModel}
	model, ok := models[b[25]]
	if !ok {
		return image.Config{}, png.FormatError("no kind of colour")
	}
	if b[24] == 16 {
		model = color.NRGBA64Model
	}
	width, height := binary.BigEndian.Uint32(b[16:]), binary.BigEndian.Uint32(b[20:])
	return image.Config{ColorModel: model, Width: int(width), Height: int(height)}, nil
}
