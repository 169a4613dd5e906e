package layout

import "github.com/docextract/docextract/internal/engine/document"

// Page returns the page with that index, nil if there is none.
func (d *Document) Page(index int) *Page {
	for _, p := range d.Pages {
		if p.Index == index {
			return p
		}
	}
	return nil
}

// LeftOf is the next segment to the left on the same line, nil if none.
func (p *Page) LeftOf(s *Segment) *Segment {
	if s.Index == 0 {
		return nil
	}
	return p.Lines[s.Line].Segments[s.Index-1]
}

// RightOf is the next segment to the right on the same line, nil if none.
func (p *Page) RightOf(s *Segment) *Segment {
	if l := p.Lines[s.Line]; s.Index+1 < len(l.Segments) {
		return l.Segments[s.Index+1]
	}
	return nil
}

// Above is the nearest segment above s that shares a horizontal stretch with
// it, at most reach pixels away; nil if there is none.
func (p *Page) Above(s *Segment, reach float64) *Segment {
	for i := s.Line - 1; i >= 0 && s.Box.Y0-p.Lines[i].Box.Y1 <= reach; i-- {
		if o := p.Lines[i].under(s.Box); o != nil {
			return o
		}
	}
	return nil
}

// Below is the nearest segment below s that shares a horizontal stretch with
// it, at most reach pixels away; nil if there is none.
func (p *Page) Below(s *Segment, reach float64) *Segment {
	for i := s.Line + 1; i < len(p.Lines) && p.Lines[i].Box.Y0-s.Box.Y1 <= reach; i++ {
		if o := p.Lines[i].under(s.Box); o != nil {
			return o
		}
	}
	return nil
}

// under is the line's segment with the longest stretch in common with the
// box, nil if none has any.
func (l *Line) under(box document.Box) *Segment {
	var best *Segment
	longest := 0.0
	for _, s := range l.Segments {
		if shared := s.Box.OverlapX(box); shared > longest {
			best, longest = s, shared
		}
	}
	return best
}
