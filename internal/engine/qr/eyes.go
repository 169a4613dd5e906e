package qr

import (
	"image"
	"math"
)

// eye is one of the three squares in the corners of a code: dark, light and
// dark rings, which any line through the middle cuts as 1:1:3:1:1.
type eye struct {
	x, y   float64 // the middle
	module float64 // the side of a module in pixels
	seen   int     // on how many lines
}

const (
	maxEyes = 120
	// minModule is the smallest module that can be told, in pixels.
	minModule = 1.6
)

// eyes looks along every second row.
func eyes(img *image.Gray) []eye {
	s := &search{img: img, shade: newShade(img)}
	size := img.Rect.Size()
	for y := 1; y < size.Y; y += 2 {
		s.row(y, size.X)
	}
	var seen []eye
	for _, e := range s.found {
		if e.seen > 1 {
			seen = append(seen, e)
		}
	}
	return seen
}

// search collects eyes.
type search struct {
	img   *image.Gray
	shade *shade
	found []eye
}

// row follows the runs of dark and light pixels.
func (s *search) row(y, width int) {
	var runs [5]int // the last five, which end where x is
	dark := false
	count := 0
	pix := s.img.Pix[y*s.img.Stride:][:width]
	levels := s.shade.row(y)
	for x := 0; x <= width; x++ {
		now := x < width && pix[x] < levels[x/block]
		if now == dark && x < width {
			count++
			continue
		}
		copy(runs[:], runs[1:])
		runs[4] = count
		if dark && proportioned(runs) {
			s.candidate(x, y, runs)
		}
		dark, count = now, 1
	}
}

// proportioned reports whether runs are 1:1:3:1:1, give or take half a module.
func proportioned(runs [5]int) bool {
	total := 0
	for _, n := range runs {
		if n == 0 {
			return false
		}
		total += n
	}
	module := float64(total) / 7
	if module < minModule {
		return false
	}
	slack := max(module/2, 0.9)
	for i, n := range runs {
		want := module
		if i == 2 {
			want = 3 * module
		}
		if math.Abs(float64(n)-want) > slack*want/module*0.99 {
			return false
		}
	}
	return true
}

// candidate checks what a row found along the column, and from there along the
// row again.
func (s *search) candidate(end, y int, runs [5]int) {
	total := runs[0] + runs[1] + runs[2] + runs[3] + runs[4]
	middle := float64(end) - float64(total)/2
	cy, tall, ok := s.across(int(middle), y, 0, 1, total)
	if !ok {
		return
	}
	cx, wide, ok := s.across(int(middle), int(cy), 1, 0, total)
	if !ok {
		return
	}
	s.add(eye{x: cx, y: cy, module: float64(wide+tall) / 14, seen: 1})
}

// across measures the rings along a column or a row through (x, y), and finds
// the middle there.
func (s *search) across(x, y, dx, dy, total int) (middle float64, length int, ok bool) {
	if !s.dark(x, y) {
		return 0, 0, false
	}
	var runs [5]int
	back, forth := s.rings(x, y, -dx, -dy, total), s.rings(x, y, dx, dy, total)
	runs[0], runs[1] = back[2], back[1]
	runs[2] = back[0] + forth[0] + 1
	runs[3], runs[4] = forth[1], forth[2]
	for _, n := range runs {
		length += n
	}
	if !proportioned(runs) || length > total*2 || total > length*2 {
		return 0, 0, false
	}
	at := x*dx + y*dy
	return float64(at) + float64(forth[0]-back[0])/2 + 0.5, length, true
}

// rings counts the pixels of the middle, the light ring and the dark ring from
// (x, y), which itself is not counted.
func (s *search) rings(x, y, dx, dy, limit int) (runs [3]int) {
	want := true
	for i := range runs {
		for {
			x, y = x+dx, y+dy
			if !image.Pt(x, y).In(s.img.Rect) || runs[i] > limit {
				return runs
			}
			if s.dark(x, y) != want {
				x, y = x-dx, y-dy
				break
			}
			runs[i]++
		}
		want = !want
	}
	return runs
}

func (s *search) dark(x, y int) bool {
	return image.Pt(x, y).In(s.img.Rect) && s.img.Pix[y*s.img.Stride+x] < s.shade.row(y)[x/block]
}

// add joins what several rows say of the same eye.
func (s *search) add(e eye) {
	for i := range s.found {
		f := &s.found[i]
		if math.Abs(f.x-e.x) < f.module*1.5 && math.Abs(f.y-e.y) < f.module*1.5 && e.module < 1.6*f.module && f.module < 1.6*e.module {
			n := float64(f.seen)
			f.x, f.y, f.module = (f.x*n+e.x)/(n+1), (f.y*n+e.y)/(n+1), (f.module*n+e.module)/(n+1)
			f.seen++
			return
		}
	}
	if len(s.found) < maxEyes {
		s.found = append(s.found, e)
	}
}
