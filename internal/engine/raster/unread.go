package raster

import "image"

// Of the marks on a page those may be letters whose height is within these
// shares of that of its words.
const (
	lowestLetter  = 0.45
	tallestLetter = 1.8
	// narrowest is a word's least width as a share of that height: a figure one
	// has more, a piece of a ruling less.
	narrowest = 0.25
	// widestMark is the greatest width of a mark: letters of bold type touch.
	widestMark = 12
	// filled is the share of its box that a wide mark takes at least that is a
	// bar or a dash and no letters.
	filled = 0.8
	// apart is the gap between two words of a line, in heights.
	apart = 0.8
	// inked is how many greys ink is darker than the ground that it is on.
	inked = 48
	// mostMarks bounds the work on a page full of specks.
	mostMarks = 600
)

// Unread are the boxes of what looks like words outside of those that were
// read: their boxes are given, and how tall they usually are, in pixels. They
// are not countable where there are so many marks that most are no letters.
func (p Page) Unread(words []image.Rectangle, height float64) (unread []image.Rectangle, countable bool) {
	ink := p.ink(words, int(0.15*height))
	var marks []image.Rectangle
	for at, yes := range ink.set {
		if !yes {
			continue
		}
		m := ink.take(at)
		if !m.letter(height) {
			continue
		}
		if marks = append(marks, m.Rectangle); len(marks) > mostMarks {
			return nil, false
		}
	}
	return lined(marks, height), true
}

// bitmap tells which pixels are ink.
type bitmap struct {
	set   []bool
	width int
	open  []int // scratch
}

// ink is what is darker than its ground, without the words and a margin around
// them.
func (p Page) ink(words []image.Rectangle, margin int) *bitmap {
	t, size := p.tiled(), p.Gray.Bounds().Size()
	b := &bitmap{set: make([]bool, size.X*size.Y), width: size.X}
	if len(t.median) == 0 {
		return b
	}
	for y := range size.Y {
		grounds := t.median[min(y/t.side, t.height-1)*t.width:]
		row, set := p.Gray.Pix[y*p.Gray.Stride:][:size.X], b.set[y*size.X:]
		for x := 0; x < size.X; x += t.side {
			limit := int(grounds[min(x/t.side, t.width-1)]) - inked
			for k, v := range row[x:min(x+t.side, size.X)] {
				set[x+k] = int(v) < limit
			}
		}
	}
	for _, w := range words {
		w = w.Inset(-margin).Intersect(image.Rectangle{Max: size})
		for y := w.Min.Y; y < w.Max.Y; y++ {
			clear(b.set[y*size.X+w.Min.X : y*size.X+w.Max.X])
		}
	}
	return b
}

// mark is connected ink: its bounds and how many pixels it has.
type mark struct {
	image.Rectangle

	pixels int
}

// take takes the ink that is connected with a pixel out of the bitmap.
func (b *bitmap) take(start int) mark {
	var m mark
	b.set[start] = false
	for b.open = append(b.open, start); len(b.open) > 0; {
		at := b.open[len(b.open)-1]
		b.open = b.open[:len(b.open)-1]
		x, y := at%b.width, at/b.width
		m.pixels++
		m.Rectangle = m.Union(image.Rect(x, y, x+1, y+1))
		for ny := max(y-1, 0); ny <= y+1 && ny*b.width < len(b.set); ny++ {
			for nx := max(x-1, 0); nx <= min(x+1, b.width-1); nx++ {
				if next := ny*b.width + nx; b.set[next] {
					b.set[next] = false
					b.open = append(b.open, next)
				}
			}
		}
	}
	return m
}

func (m mark) letter(height float64) bool {
	w, h := float64(m.Dx()), float64(m.Dy())
	bar := w > h && float64(m.pixels) > filled*w*h
	return h >= lowestLetter*height && h <= tallestLetter*height && w <= widestMark*height && !bar
}

// lined puts letters that stand side by side together, and leaves out what is
// narrower than any word.
func lined(letters []image.Rectangle, height float64) []image.Rectangle {
	gap := int(apart * height)
	var lines []image.Rectangle
	for _, l := range letters {
		for i := 0; i < len(lines); i++ {
			o := lines[i]
			level := 2*(min(l.Max.Y, o.Max.Y)-max(l.Min.Y, o.Min.Y)) >= min(l.Dy(), o.Dy())
			if level && l.Min.X-o.Max.X < gap && o.Min.X-l.Max.X < gap {
				l = l.Union(o)
				lines[i] = lines[len(lines)-1]
				lines = lines[:len(lines)-1]
				i = -1 // the larger box may touch others
			}
		}
		lines = append(lines, l)
	}
	words := lines[:0]
	for _, l := range lines {
		if float64(l.Dx()) >= narrowest*height {
			words = append(words, l)
		}
	}
	return words
}
