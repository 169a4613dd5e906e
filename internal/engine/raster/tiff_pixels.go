package raster

import "encoding/binary"

// What the samples of a pixel mean.
const (
	whiteIsZero = 0
	blackIsZero = 1
	redGreen    = 2 // and blue
	palette     = 3
	printing    = 5 // cyan, magenta, yellow, black
	lightness   = 8 // and two of colour
)

// pixelFormat is how the pixels of a TIFF page are stored.
type pixelFormat struct {
	order     binary.ByteOrder
	meaning   int
	bits      int // of a sample
	samples   int // of a pixel
	apart     bool
	predicted bool // samples are differences to those on their left
	opacity   int  // the index of the sample that tells it, -1 without
	scaled    bool // the colours have been multiplied by the opacity
	greys     [256]uint8
	strange   bool // something that is not read: samples of several sizes, or fractions
}

func readPixelFormat(d tagReader) pixelFormat {
	f := pixelFormat{order: d.order, meaning: d.number(tagPhotometric, whiteIsZero), bits: d.number(tagBits, 1), samples: d.number(tagSamples, 1), opacity: -1}
	f.apart = d.number(tagPlanes, 1) == 2 && f.samples > 1
	for _, bits := range d.numbers(tagBits) {
		f.strange = f.strange || int64(bits) != int64(f.bits)
	}
	predictor := d.number(tagPredictor, 1)
	f.predicted = predictor == 2
	f.strange = f.strange || predictor > 2 || predictor == 2 && f.bits < 8 || d.number(tagSampleFormat, 1) == 3
	colours := 1
	if f.meaning == redGreen {
		colours = 3
	}
	if extra := d.number(tagExtraSamples, 0); f.samples == colours+1 && (extra == 1 || extra == 2) {
		f.opacity, f.scaled = colours, extra == 1
	}
	f.setGreys(d.numbers(tagColours))
	return f
}

// setGreys finds the grey of each value of a single sample. The colours of a
// palette are all reds, then greens, then blues, of 16 bits, though some write
// 8.
func (f *pixelFormat) setGreys(colours []uint32) {
	if f.bits <= 0 || f.bits > 8 {
		for i := range f.greys {
			f.greys[i] = uint8(i)
		}
		f.invertGreys()
		return
	}
	n := 1 << f.bits
	if f.meaning != palette {
		for i := range n {
			f.greys[i] = uint8(i * 255 / (n - 1)) //nolint:gosec // at most 255
		}
		f.invertGreys()
		return
	}
	if len(colours) < 3*n {
		f.strange = true
		return
	}
	shift := 0
	for _, c := range colours[:3*n] {
		if c > 255 {
			shift = 8
		}
	}
	for i := range n {
		f.greys[i] = brightness(int(colours[i]>>shift), int(colours[n+i]>>shift), int(colours[2*n+i]>>shift))
	}
}

func (f *pixelFormat) invertGreys() {
	if f.meaning == whiteIsZero {
		for i, g := range f.greys {
			f.greys[i] = ^g
		}
	}
}

// brightness is the grey of a colour of 8 bits each.
func brightness(r, g, b int) uint8 {
	return uint8((299*r + 587*g + 114*b) / 1000) //nolint:gosec // at most 255
}

// cost is what a pixel takes while it is decoded, in bytes.
func (f *pixelFormat) cost() int { return 2 + max(f.samples, 1)*max(f.bits, 1)/8 }

// known reports whether pixels of this kind are read.
func (f *pixelFormat) known() bool {
	least := map[int]int{whiteIsZero: 1, blackIsZero: 1, redGreen: 3, palette: 1, printing: 4, lightness: 3}[f.meaning]
	const most = 16 // samples: some have channels for a printer's own colours
	switch f.bits {
	case 1, 2, 4, 8, 16:
		return least > 0 && f.samples >= least && f.samples <= most && !f.strange && (f.meaning != palette || f.bits <= 8)
	}
	return false
}

// rowSize is how many bytes a row of one plane takes.
func (f *pixelFormat) rowSize(width int) int { return (width*f.samplesInPlane()*f.bits + 7) / 8 }

func (f *pixelFormat) samplesInPlane() int {
	if f.apart {
		return 1
	}
	return f.samples
}

// undo turns the differences of a row into samples, in place.
func (f *pixelFormat) undo(row []byte) {
	if !f.predicted {
		return
	}
	n := f.samplesInPlane() * f.bits / 8
	for i := n; i+f.bits/8 <= len(row); i += f.bits / 8 {
		if f.bits == 16 {
			f.order.PutUint16(row[i:], f.order.Uint16(row[i:])+f.order.Uint16(row[i-n:]))
		} else {
			row[i] += row[i-n]
		}
	}
}

// unpack writes each sample of a row into a byte of its own: the value of up to
// 8 bits, or the upper half of 16. Samples lie step bytes apart.
func (f *pixelFormat) unpack(to, row []byte, n, step int) {
	switch f.bits {
	case 8:
		for i := range n {
			to[i*step] = row[i]
		}
	case 16:
		high := 0
		if f.order == binary.ByteOrder(binary.LittleEndian) {
			high = 1
		}
		for i := range n {
			to[i*step] = row[2*i+high]
		}
	default:
		mask := byte(1<<f.bits - 1)
		for i := range n {
			at := i * f.bits
			to[i*step] = row[at/8] >> (8 - f.bits - at%8) & mask
		}
	}
}

// grey makes a row of grey pixels of their samples.
func (f *pixelFormat) grey(to, samples []byte) {
	for x := range to {
		s := samples[x*f.samples:][:f.samples]
		var g uint8
		switch f.meaning {
		case redGreen:
			g = brightness(f.full(s[0]), f.full(s[1]), f.full(s[2]))
		case printing:
			paper := brightness(255-f.full(s[0]), 255-f.full(s[1]), 255-f.full(s[2]))
			g = uint8(int(paper) * (255 - f.full(s[3])) / 255) //nolint:gosec // at most 255
		default:
			g = f.greys[s[0]]
		}
		if f.opacity >= 0 {
			g = onPaper(g, f.full(s[f.opacity]), f.scaled)
		}
		to[x] = g
	}
}

// full brings a sample to the range of a byte.
func (f *pixelFormat) full(sample byte) int {
	if f.bits >= 8 {
		return int(sample)
	}
	return int(sample) * 255 / (1<<f.bits - 1)
}

// onPaper lays a grey of some opacity on white.
func onPaper(grey uint8, opacity int, scaled bool) uint8 {
	v := int(grey)
	if !scaled {
		v = v * opacity / 255
	}
	return uint8(min(v+255-opacity, 255)) //nolint:gosec // within a byte
}
