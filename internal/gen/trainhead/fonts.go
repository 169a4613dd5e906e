package main

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// typeface is one font file.
type typeface struct {
	name string
	font *opentype.Font
}

// families are typefaces by family, in a fixed order: each family is drawn
// equally often, whatever the number of its weights.
type families [][]typeface

func readFonts(share, manifest string) (families, error) {
	files, err := readManifest(share, manifest)
	if err != nil {
		return nil, err
	}
	var all families
	index := map[string]int{}
	for _, f := range files {
		parsed, err := opentype.Parse(f.data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.path, err)
		}
		name := path.Base(f.path)
		family := path.Dir(f.path) + "/" + name[:strings.IndexAny(name, "-_.")]
		if _, known := index[family]; !known {
			index[family] = len(all)
			all = append(all, nil)
		}
		all[index[family]] = append(all[index[family]], typeface{name, parsed})
	}
	return all, nil
}

// drawable picks a typeface that has all characters of a text; ok is false
// where a few tries find none.
func (f families) drawable(r *rand.Rand, text string) (t typeface, ok bool) {
	for range 6 {
		family := f[r.IntN(len(f))]
		if t = family[r.IntN(len(family))]; t.has(text) {
			return t, true
		}
	}
	return t, false
}

func (t typeface) has(text string) bool {
	var b sfnt.Buffer
	return !slices.ContainsFunc([]rune(text), func(c rune) bool {
		i, err := t.font.GlyphIndex(&b, c)
		return err != nil || i == 0 && c != ' '
	})
}

// face is the typeface at a size in pixels. It is for one goroutine.
func (t typeface) face(size float64) (font.Face, error) {
	return opentype.NewFace(t.font, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
}
