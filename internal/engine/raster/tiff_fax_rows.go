package raster

import "iter"

// bitRow is the code of one row of a fax, bit by bit.
type bitRow struct {
	bytes []byte
	bits  int
	taken int // from the front
}

// put appends the lowest n bits of a value.
func (b *bitRow) put(value, n uint) {
	for ; n > 0; n-- {
		if b.bits/8 == len(b.bytes) {
			b.bytes = append(b.bytes, 0)
		}
		b.bytes[b.bits/8] |= byte(value>>(n-1)&1) << (7 - b.bits%8)
		b.bits++
	}
}

// append appends what of another row has not been taken.
func (b *bitRow) append(o *bitRow) {
	for i := o.taken; i < o.bits; i++ {
		b.put(uint(o.bytes[i/8]>>(7-i%8)&1), 1)
	}
}

// take takes a bit from the front, 0 where there is none.
func (b *bitRow) take() byte {
	if b.taken == b.bits {
		return 0
	}
	bit := b.bytes[b.taken/8] >> (7 - b.taken%8) & 1
	b.taken++
	return bit
}

// faxRows cuts the data of a fax at the marks between its rows. Marks with
// nothing between them are filling, or the end.
func faxRows(data []byte) iter.Seq[*bitRow] {
	return func(yield func(*bitRow) bool) {
		row, zeros, ones := &bitRow{}, 0, 0
		for i := range 8 * len(data) {
			bit := data[i/8] >> (7 - i%8) & 1
			if bit == 1 && zeros >= endOfLine {
				if ones > 0 && !yield(row) {
					return
				}
				row, zeros, ones = &bitRow{}, 0, 0
				continue
			}
			row.put(uint(bit), 1)
			if zeros++; bit == 1 {
				zeros = 0
				ones++
			}
		}
		if ones > 0 {
			yield(row)
		}
	}
}
