package main

import (
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

func TestProductIsThatOfLoops(t *testing.T) {
	r := dice(3, 4)
	number := func(n int) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = float32(r.IntN(9) - 4)
		}
		return v
	}
	for _, size := range [][3]int{{1, 1, 1}, {7, 5, 17}, {6, 30, 16}, {13, 2, 40}} {
		rows, depth, columns := size[0], size[1], size[2]
		a, b := number(rows*depth), number(depth*columns)
		for _, turned := range []bool{false, true} {
			left := matrix{rows: rows, columns: depth, at: a, turned: turned}
			right := matrix{rows: depth, columns: columns, at: b}
			got := make([]float32, rows*columns)
			(&multiplier{kernels: simd.Best()}).add(left, right, got)
			for i := range rows {
				for j := range columns {
					want := float32(0)
					for d := range depth {
						want += left.value(i, d) * right.value(d, j)
					}
					if got[i*columns+j] != want {
						t.Fatalf("%v: %v at %d, %d, want %v", size, got[i*columns+j], i, j, want)
					}
				}
			}
		}
	}
}

// toys are lines of few steps whose features tell the letter: as many lines as
// a batch and a few more.
func toys() (layer, []*sample) {
	r := dice(5, 6)
	var lines []*sample
	for range batch + 9 {
		s := &sample{}
		for range 3 {
			c := 1 + r.IntN(4)
			step := make([]float32, 2*features)
			step[c] = 1 // and a step of nothing
			s.Features = append(s.Features, step...)
			s.Text += string(rune('!' + c - 1))
		}
		lines = append(lines, s)
	}
	return make(layer, (features+1)*classCount()), lines
}

func TestLettersAreLearnt(t *testing.T) {
	start, lines := toys()
	var losses []float64
	c := course{epochs: 14, rate: .6, seed: 1}
	trained := c.train(start, lines, func(_ int, loss float64) { losses = append(losses, loss) })
	if losses[len(losses)-1] > losses[0]/4 {
		t.Errorf("losses %v", losses)
	}
	m := &multiplier{kernels: simd.Best()}
	right := 0
	for _, line := range lines {
		if text, _ := trained.read(m, line.Features); text == line.Text {
			right++
		}
	}
	if right < len(lines)*9/10 {
		t.Errorf("%d of %d lines are read", right, len(lines))
	}
	path := filepath.Join(t.TempDir(), "head.bin")
	if err := trained.write(path); err != nil {
		t.Fatal(err)
	}
	if read, err := readLayer(path); err != nil || !slices.Equal(read, trained) {
		t.Errorf("the layer is not read as written: %v", err)
	}
}

func TestALayerBetweenTwo(t *testing.T) {
	a, b := layer{0, 1, -2}, layer{4, 1, 2}
	for blend, want := range map[float64]layer{0: a, .5: {2, 1, 0}, 1: b} {
		if got := a.toward(b, blend); !slices.Equal(got, want) {
			t.Errorf("%v: got %v, want %v", blend, got, want)
		}
	}
}

// The number of processors changes nothing.
func TestTrainingIsTheSameOnOneProcessor(t *testing.T) {
	start, lines := toys()
	c := course{epochs: 2, rate: .1, pull: .01, seed: 1}
	none := func(int, float64) {}
	many := c.train(start, lines, none)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if one := c.train(start, lines, none); !slices.Equal(one, many) {
		t.Error("two runs give two layers")
	}
}
