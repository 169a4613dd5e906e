package ppocr

import (
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/engine/ppocr/nn"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

var update = flag.Bool("update", false, "write the golden files with the portable loops")

// golden is what the networks answered to a generated line, computed by the
// portable loops: the scores of the best classes, and a grid of the heat.
type golden struct {
	Line   string    `json:"line"`
	Best   []int     `json:"best"`
	Scores []float32 `json:"scores"`
	Heat   []float32 `json:"heat"`
}

// goldenLines have letters, digits and signs; short ones, for the portable
// loops are slow under the race detector.
func goldenLines() []string {
	return []string{"Größe 12,50 €", "été à 9 %"}
}

// TestNetworksAnswerAsStored holds every set of loops against stored answers:
// a fault in the assembly of one processor shows as a difference.
func TestNetworksAnswerAsStored(t *testing.T) {
	path := filepath.Join("testdata", "answers.json")
	if *update {
		writeGolden(t, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var want []golden
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	for _, k := range kernels() {
		t.Run(k.Name, func(t *testing.T) {
			for _, w := range want {
				answer(t, k, w.Line).compare(t, w)
			}
		})
	}
}

// tolerance is far above the rounding of sums in another order (1e-6) and far
// below what would change a letter.
const tolerance = 2e-3

func (g golden) compare(t *testing.T, want golden) {
	t.Helper()
	if len(g.Best) != len(want.Best) || len(g.Heat) != len(want.Heat) {
		t.Fatalf("%q: %d steps and %d places, want %d and %d", want.Line, len(g.Best), len(g.Heat), len(want.Best), len(want.Heat))
	}
	for i, s := range want.Scores {
		if g.Best[i] != want.Best[i] || math.Abs(float64(g.Scores[i]-s)) > tolerance {
			t.Errorf("%q, step %d: class %d with %v, want %d with %v", want.Line, i, g.Best[i], g.Scores[i], want.Best[i], s)
		}
	}
	for i, h := range want.Heat {
		if math.Abs(float64(g.Heat[i]-h)) > tolerance {
			t.Errorf("%q, place %d: heat %v, want %v", want.Line, i, g.Heat[i], h)
		}
	}
}

// answer runs both networks on a picture of the line.
func answer(t *testing.T, k *simd.Kernels, line string) golden {
	t.Helper()
	nets, err := loadNetworks()
	if err != nil {
		t.Fatal(err)
	}
	const width, height = 160, 32
	img := paper(width, height)
	printText(t, img, 22, 8, 24, line)
	g := golden{Line: line}
	w := nn.NewWorker(k, recognitionMemory)
	input, _ := recognitionInput(img)
	err = w.Run(t.Context(), nets.recognition, input, func(y *nn.Tensor) error {
		n := y.Shape[2]
		for step := range y.Shape[1] {
			row := y.Data[step*n : (step+1)*n]
			best := 0
			for c, v := range row {
				if v > row[best] {
					best = c
				}
			}
			g.Best, g.Scores = append(g.Best, best), append(g.Scores, row[best])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	heat := &nn.Tensor{Shape: []int{1, 3, height, width}, Data: detectionInput(scale(img, img.Rect, width, height))}
	err = w.Run(t.Context(), nets.detection, heat, func(y *nn.Tensor) error {
		for i := 0; i < len(y.Data); i += 61 {
			g.Heat = append(g.Heat, y.Data[i])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func writeGolden(t *testing.T, path string) {
	t.Helper()
	var all []golden
	for _, line := range goldenLines() {
		all = append(all, answer(t, simd.Portable(), line))
	}
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(data, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
}
