package sample

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// raster draws pages as images.
type raster struct {
	dpi   float64
	pages []*image.Gray
	fonts [faces]*opentype.Font
	sizes map[font]xfont.Face
	err   error
}

func newRaster(dpi int) *raster { return &raster{dpi: float64(dpi), sizes: map[font]xfont.Face{}} }

func (r *raster) px(mm float64) float64 { return mm / 25.4 * r.dpi }

func (r *raster) page(width, height float64) {
	p := image.NewGray(image.Rect(0, 0, int(r.px(width)), int(r.px(height))))
	draw.Draw(p, p.Bounds(), image.White, image.Point{}, draw.Src)
	r.pages = append(r.pages, p)
}

// use is the face that a font is drawn with, nil after an error.
func (r *raster) use(f font) xfont.Face {
	f.color = shade{}
	if face, ok := r.sizes[f]; ok {
		return face
	}
	if r.fonts[f.face] == nil {
		r.fonts[f.face], r.err = opentype.Parse(trueType(f.face))
		if r.err != nil {
			return nil
		}
	}
	face, err := opentype.NewFace(r.fonts[f.face], &opentype.FaceOptions{Size: f.size, DPI: r.dpi, Hinting: xfont.HintingNone})
	if err != nil {
		r.err = err
		return nil
	}
	r.sizes[f] = face
	return face
}

func (r *raster) text(x, y float64, s string, f font) {
	face := r.use(f)
	if face == nil {
		return
	}
	at := fixed.Point26_6{X: fixed.Int26_6(r.px(x) * 64), Y: fixed.Int26_6(r.px(y) * 64)}
	drawer := xfont.Drawer{Dst: r.pages[len(r.pages)-1], Src: image.NewUniform(f.color.rgba()), Face: face, Dot: at}
	drawer.DrawString(s)
}

func (r *raster) width(s string, f font) float64 {
	face := r.use(f)
	if face == nil {
		return 0
	}
	return float64(xfont.MeasureString(face, s)) / 64 / r.dpi * 25.4
}

func (r *raster) line(x0, y0, x1, y1, thick float64) {
	w := max(thick, 25.4/r.dpi)
	r.fill(min(x0, x1), min(y0, y1), max(math.Abs(x1-x0), w), max(math.Abs(y1-y0), w), shade{})
}

func (r *raster) fill(x, y, w, h float64, c shade) {
	area := image.Rect(int(r.px(x)), int(r.px(y)), int(math.Ceil(r.px(x+w))), int(math.Ceil(r.px(y+h))))
	draw.Draw(r.pages[len(r.pages)-1], area, image.NewUniform(c.rgba()), image.Point{}, draw.Src)
}

func (s shade) rgba() color.Color { return color.RGBA{s.r, s.g, s.b, 255} }

// Images are the document's pages, drawn at a resolution.
func (d *Document) Images(dpi int) ([]*image.Gray, error) {
	r := newRaster(dpi)
	d.drawOn(r)
	if r.err != nil {
		return nil, fmt.Errorf("draw the sample: %w", r.err)
	}
	return r.pages, nil
}
