package raster

import (
	"image"
	"slices"
)

const (
	compressionJPEG = 7
	maxJPEGTables   = 64 << 10
)

// jpegPart decodes a strip or a tile that is a JPEG, as colour scanners write
// them: the tables that all share stand behind its first marker.
func (p *tiffPage) jpegPart(i int) (*image.Gray, bool) {
	data := p.coded(i)
	if len(data) < 4 {
		return nil, false
	}
	if n := len(p.tables); n > 4 {
		data = slices.Concat(p.tables[:n-2], data[2:]) // without the marker that ends the tables
	}
	s, ok := newJPEGScan(data)
	if !ok || s.width > p.width+64 && s.width > p.partW || check(s.width, s.height, 4) != nil {
		return nil, false
	}
	img, _, err := attempt(data, s.width*s.height)
	return img, err == nil
}
