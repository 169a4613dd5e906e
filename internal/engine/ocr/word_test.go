package ocr

import (
	"encoding/binary"
	"math"
	"testing"
)

// encoded is a word as the module writes it.
func encoded(text string, confidence float32) []byte {
	var b []byte
	for _, v := range []uint32{10, 20, 30, 40, math.Float32bits(confidence), 1, 1, 1, uint32(len(text))} {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return append(b, text...)
}

func TestDecodeWords(t *testing.T) {
	data := append(encoded("Größe", 96), encoded(" ", 95)...)
	data = append(data, encoded("odd", 140)...)
	words, err := decodeWords(data)
	if err != nil || len(words) != 2 {
		t.Fatalf("%v, %v", words, err)
	}
	if w := words[0]; w.text != "Größe" || math.Abs(w.confidence-0.96) > 1e-6 || w.box.Dx() != 30 || w.box.Min.Y != 20 {
		t.Errorf("got %+v", w)
	}
	if words[1].confidence != 1 {
		t.Errorf("confidence %v", words[1].confidence)
	}
	for n := 1; n < wordHead+5; n++ {
		if _, err := decodeWords(data[:n]); err == nil {
			t.Errorf("%d bytes were a word", n)
		}
	}
}

func FuzzDecodeWords(f *testing.F) {
	f.Add(encoded("x", 50))
	f.Add(encoded("\xff", float32(math.NaN())))
	f.Fuzz(func(t *testing.T, data []byte) {
		words, _ := decodeWords(data)
		for _, w := range words {
			if w.confidence < 0 || w.confidence > 1 || math.IsNaN(w.confidence) || w.text == "" {
				t.Errorf("word %+v", w)
			}
		}
	})
}
