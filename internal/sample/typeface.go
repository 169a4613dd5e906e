package sample

import (
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/goregular"
)

// trueType is the font file of a face.
func trueType(f face) []byte {
	switch f {
	case bold:
		return gobold.TTF
	case mono:
		return gomono.TTF
	case monoBold:
		return gomonobold.TTF
	case medium:
		return gomedium.TTF
	default:
		return goregular.TTF
	}
}
