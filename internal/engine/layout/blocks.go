package layout

import (
	"math"
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
)

// Block is segments that stand under each other, at the usual distance and
// aligned: an address, a paragraph, a column of a table.
type Block struct {
	Segments []*Segment
	Box      document.Box
}

const (
	// leading is the greatest distance from one line's bottom to the next
	// one's top, in font sizes, within a block.
	leading = 0.9
	// blockLines is how many lines further down a block's next line is sought.
	blockLines = 6
)

// blocks joins each segment to the nearest one above that it is aligned with.
func blocks(p *Page) []*Block {
	var out []*Block
	for i, l := range p.Lines {
		for _, s := range l.Segments {
			if above := carrier(p, i, s); above != nil {
				s.Block = above.Block
			} else {
				s.Block = &Block{}
				out = append(out, s.Block)
			}
			s.Block.Segments = append(s.Block.Segments, s)
			s.Block.Box = s.Block.Box.Union(s.Box)
		}
	}
	return out
}

// carrier is the segment that s continues, nil where s begins a block.
func carrier(p *Page, line int, s *Segment) *Segment {
	for i := line - 1; i >= 0 && i >= line-blockLines; i-- {
		for _, o := range p.Lines[i].Segments {
			if o.Box.OverlapX(s.Box) <= 0 {
				continue
			}
			if follows(o, s) {
				return o
			}
			return nil
		}
	}
	return nil
}

func follows(above, s *Segment) bool {
	size := min(above.Size, s.Size)
	gap := s.Box.Y0 - above.Box.Y1
	if gap > leading*size || gap < -0.6*size || max(above.Size, s.Size) > 1.35*size {
		return false
	}
	return Aligned(above.Box, s.Box, 0.5*size)
}

// Aligned reports whether two boxes share their left edge, right edge or
// middle, within the tolerance in pixels.
func Aligned(a, b document.Box, tolerance float64) bool {
	return math.Abs(a.X0-b.X0) <= tolerance || math.Abs(a.X1-b.X1) <= tolerance ||
		math.Abs(a.CenterX()-b.CenterX()) <= tolerance
}

// Text is the block's lines with line breaks between them.
func (b *Block) Text() string {
	var text strings.Builder
	for i, s := range b.Segments {
		switch {
		case i == 0:
		case s.Line == b.Segments[i-1].Line:
			text.WriteByte(' ')
		default:
			text.WriteByte('\n')
		}
		text.WriteString(s.Text)
	}
	return text.String()
}
