package qr_test

import (
	"image"
	"testing"

	"github.com/docextract/docextract/internal/engine/qr"
)

// FuzzFind throws pictures of any pixels at the search.
func FuzzFind(f *testing.F) {
	f.Add(uint8(40), cutEye(code(f, "x", 4, nil)).Pix)
	whole := code(f, payload, 3, nil)
	f.Add(uint8(whole.Rect.Dx()), whole.Pix)
	f.Fuzz(func(t *testing.T, width uint8, pix []byte) {
		w := max(int(width), 1)
		h := len(pix) / w
		img := &image.Gray{Pix: pix, Stride: w, Rect: image.Rect(0, 0, w, h)}
		for _, c := range qr.Find(img) {
			if c.Box.Empty() || !c.Box.In(img.Rect) {
				t.Errorf("%v outside of %v", c, img.Rect)
			}
		}
	})
}
