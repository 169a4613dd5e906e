package ppocr

import (
	"image"
	"math"
)

// What a band of text is, as shares of the box's height or of the fullest row.
const (
	minBox     = 10   // pixels; a lower box is left alone
	inkedRow   = 0.06 // a row with this share of the fullest row's ink is text
	maxGap     = 0.04 // rows without ink that text may have within
	leastBand  = 0.25
	widestBand = 0.62 // above it, cropping gains nothing
)

// textBand finds the rows that hold the line's text; ok is false where the box
// is better left alone.
func textBand(grey *image.Gray) (top, bottom int, ok bool) {
	top, bottom = inkBand(grey)
	size, height := float64(bottom-top), float64(grey.Rect.Dy())
	return top, bottom, size >= 8 && size >= leastBand*height && size <= widestBand*height
}

// inkBand is the heaviest run of inked rows, weighted to the middle; an empty
// one where there is no ink.
func inkBand(grey *image.Gray) (top, bottom int) {
	rows := inkByRow(grey)
	height := len(rows)
	most := 0.0
	for _, ink := range rows {
		most = max(most, ink)
	}
	gapLimit := max(1, int(maxGap*float64(height)))
	best := -1.0
	start, end, mass, gap := -1, 0, 0.0, 0
	flush := func() {
		if start >= 0 && mass > best {
			top, bottom, best = start, end, mass
		}
		start, mass = -1, 0
	}
	for y, ink := range rows {
		if ink > inkedRow*most {
			if start < 0 {
				start = y
			}
			end, gap = y+1, 0
			mass += ink * (1 - math.Abs(float64(y)-float64(height)/2)/float64(height))
			continue
		}
		if gap++; start >= 0 && gap > gapLimit {
			flush()
		}
	}
	flush()
	return top, bottom
}

// inkByRow is the share of each row that is ink: the rarer side of the
// threshold that parts the greys best.
func inkByRow(grey *image.Gray) []float64 {
	var histogram [256]int
	size := grey.Rect.Size()
	for y := range size.Y {
		for _, v := range grey.Pix[y*grey.Stride:][:size.X] {
			histogram[v]++
		}
	}
	threshold := otsu(histogram, size.X*size.Y)
	dark := 0
	for v, n := range histogram {
		if v <= threshold {
			dark += n
		}
	}
	lightOnDark := dark > size.X*size.Y/2
	rows := make([]float64, size.Y)
	for y := range rows {
		for _, v := range grey.Pix[y*grey.Stride:][:size.X] {
			if (int(v) <= threshold) != lightOnDark {
				rows[y]++
			}
		}
		rows[y] /= float64(size.X)
	}
	return rows
}

// otsu is the grey at or below which pixels are dark: it maximises the
// variance between the two classes (Otsu 1979).
func otsu(histogram [256]int, count int) int {
	total := 0.0
	for v, n := range histogram {
		total += float64(v * n)
	}
	best, threshold := -1.0, 127
	dark, sum := 0, 0.0
	for v, n := range histogram {
		dark += n
		sum += float64(v * n)
		if dark == 0 || dark == count {
			continue
		}
		d := sum/float64(dark) - (total-sum)/float64(count-dark)
		if between := float64(dark) * float64(count-dark) * d * d; between > best {
			best, threshold = between, v
		}
	}
	return threshold
}
