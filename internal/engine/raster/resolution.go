package raster

import "image"

// Sides of sheets, in inches.
const (
	a4Long, a4Short = 11.69, 8.27
	letterLong      = 11.0
	tillRoll        = 3.15 // a receipt's width
)

// resolution believes the file where the page has a plausible size by it.
// Cameras and many programs write 72 or 96 without meaning it; then the
// proportions tell: a sheet of A4 or Letter, or a strip off a till roll.
func resolution(size image.Point, told float64) float64 {
	long, short := float64(max(size.X, size.Y)), float64(min(size.X, size.Y))
	if told > 0 && told != 72 && told != 96 {
		if l, s := long/told, short/told; l >= 2 && l <= 36 && s >= 1 && s <= 17 {
			return told
		}
	}
	switch ratio := long / short; {
	case told > 0 && plausibleSheet(long/told, short/told):
		return told
	case ratio > 1.75:
		return max(short/tillRoll, 30)
	case ratio < 1.345 && ratio > 1.25:
		return max(long/letterLong, 30)
	}
	return max(long/a4Long, short/a4Short, 30)
}

// plausibleSheet reports whether a page is an A4 or Letter sheet within a few
// per cent.
func plausibleSheet(long, short float64) bool {
	return long > a4Long*0.9 && long < a4Long*1.05 && short > a4Short*0.95 && short < a4Short*1.07
}
