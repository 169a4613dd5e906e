package ocr

import (
	"encoding/binary"
	"errors"
	"image"
	"math"
	"strings"
)

// word is a word in pixels of the picture that was read.
type word struct {
	text       string
	box        image.Rectangle
	confidence float64 // 0 to 1
}

// wordHead is the length of what stands before a word's text: x, y, width,
// height, confidence (a float, 0 to 100), block, paragraph, line, length.
const wordHead = 36

var errWords = errors.New("the module's words cannot be read")

// decodeWords reads the module's list of words. Tesseract gives words of
// blanks, too: they are left out.
func decodeWords(data []byte) ([]word, error) {
	var words []word
	for len(data) > 0 {
		if len(data) < wordHead || len(words) == maxWords {
			return nil, errWords
		}
		number := func(n int) int { return int(int32(binary.LittleEndian.Uint32(data[4*n:]))) } //nolint:gosec // an i32 by the module's interface
		length := number(8)
		if length < 0 || length > len(data)-wordHead {
			return nil, errWords
		}
		text := strings.ToValidUTF8(string(data[wordHead:wordHead+length]), "")
		confidence := float64(math.Float32frombits(binary.LittleEndian.Uint32(data[16:]))) / 100
		box := image.Rect(number(0), number(1), number(0)+number(2), number(1)+number(3))
		data = data[wordHead+length:]
		if strings.TrimSpace(text) == "" || math.IsNaN(confidence) {
			continue
		}
		words = append(words, word{text: text, box: box, confidence: min(max(confidence, 0), 1)})
	}
	return words, nil
}
