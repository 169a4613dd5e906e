package raster

import (
	"bytes"
	"io"

	"golang.org/x/image/ccitt"
)

const (
	// endOfLine is the mark in front of a row: eleven zeros and a one, or more zeros
	// where there is filling.
	endOfLine      = 11
	twoDimensional = 1 // the bit in the options of Group 3: rows may refer to the one above
)

// faxPicture decodes a fax of Group 3 (ITU-T T.4) row by row into bits, white
// is 0: between the rows there may be filling, which the library does not know.
// A row that is damaged is white, and so are those after it that refer to it.
func faxPicture(data []byte, width, rows int, twoDimensional bool) []byte {
	size := (width + 7) / 8
	out := make([]byte, 0, rows*size)
	above, known := make([]byte, size), true
	good := false
	for row := range faxRows(data) {
		if len(out) == rows*size {
			break
		}
		bits, ok := make([]byte, size), false
		switch alone := !twoDimensional || row.take() == 1; {
		case alone:
			ok = row.decode(ccitt.Group3, bits, width)
		case known:
			ok = row.below(above, bits, width)
		}
		if !ok {
			clear(bits)
		}
		out = append(out, bits...)
		above, known, good = bits, ok, good || ok
	}
	if !good {
		return nil
	}
	return out
}

// decode decodes the row alone.
func (b *bitRow) decode(format ccitt.SubFormat, row []byte, width int) bool {
	coded := b
	if format == ccitt.Group3 {
		coded = &bitRow{}
		coded.put(1, endOfLine+1)
		coded.append(b)
	}
	fax := ccitt.NewReader(bytes.NewReader(coded.bytes), ccitt.MSB, format, width, 1, &ccitt.Options{Invert: true})
	_, err := io.ReadFull(fax, row)
	return err == nil
}

// below decodes the row by the differences to the one above. A picture of these
// two in Group 4 has the same differences in its second row, and the first is
// easily coded anew.
func (b *bitRow) below(above, row []byte, width int) bool {
	coded := &bitRow{}
	coded.runs(above, width)
	coded.append(b)
	both := make([]byte, 2*len(row))
	fax := ccitt.NewReader(bytes.NewReader(coded.bytes), ccitt.MSB, ccitt.Group4, width, 2, &ccitt.Options{Invert: true})
	if _, err := io.ReadFull(fax, both); err != nil {
		return false
	}
	copy(row, both[len(row):])
	return true
}

// shortRuns are the codes of runs of up to seven pixels, white and black, as
// T.4 has them: the bits and how many. Longer runs are made of several, with
// none of the other colour between them.
var shortRuns = [2][8][2]uint{
	{{0b00110101, 8}, {0b000111, 6}, {0b0111, 4}, {0b1000, 4}, {0b1011, 4}, {0b1100, 4}, {0b1110, 4}, {0b1111, 4}},
	{{0b0000110111, 10}, {0b010, 3}, {0b11, 2}, {0b10, 2}, {0b011, 3}, {0b0011, 4}, {0b0010, 4}, {0b00011, 5}},
}

// runs codes a row of pixels for Group 4 without reference to another one.
func (b *bitRow) runs(row []byte, width int) {
	const horizontal, longest = 0b001, 7
	for x := 0; x < width; {
		b.put(horizontal, 3)
		for colour := range byte(2) {
			n := 0
			for n < longest && x < width && row[x/8]>>(7-x%8)&1 == colour {
				n++
				x++
			}
			b.put(shortRuns[colour][n][0], shortRuns[colour][n][1])
		}
	}
}
