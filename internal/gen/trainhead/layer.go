package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"

	"github.com/docextract/docextract/internal/engine/ppocr"
)

// layer is the last layer: weights, features × classes, and a bias for each
// class behind them.
type layer []float32

func classCount() int { return len(ppocr.Classes()) }

func (l layer) weights() matrix {
	return matrix{rows: features, columns: classCount(), at: l[:features*classCount()]}
}

func (l layer) bias() []float32 { return l[features*classCount():] }

// readLayer reads little-endian floats.
func readLayer(path string) (layer, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if want := 4 * (features + 1) * classCount(); len(data) != want {
		return nil, fmt.Errorf("%s has %d bytes and no layer of %d", path, len(data), want)
	}
	l := make(layer, len(data)/4)
	for i := range l {
		l[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return l, nil
}

// toward is the layer between this one and another. Half way keeps what the
// start knows of real print, and most of what printed lines teach.
func (l layer) toward(other layer, blend float64) layer {
	between := make(layer, len(l))
	for i, v := range l {
		between[i] = float32(float64(v) + blend*(float64(other[i])-float64(v)))
	}
	return between
}

func (l layer) write(path string) error {
	data := make([]byte, 0, 4*len(l))
	for _, v := range l {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	return os.WriteFile(path, data, 0o600)
}

// logs are the logarithms of the softmax of the layer's answer to features.
func (l layer) logs(m *multiplier, in []float32) []float64 {
	classes := classCount()
	steps := len(in) / features
	out := make([]float32, steps*classes)
	for t := range steps {
		copy(out[t*classes:], l.bias())
	}
	m.add(matrix{rows: steps, columns: features, at: in}, l.weights(), out)
	logs := make([]float64, len(out))
	for t := range steps {
		row := out[t*classes : (t+1)*classes]
		most := row[0]
		for _, v := range row {
			most = max(most, v)
		}
		sum := 0.
		for _, v := range row {
			sum += math.Exp(float64(v - most))
		}
		norm := float64(most) + math.Log(sum)
		for c, v := range row {
			logs[t*classes+c] = float64(v) - norm
		}
	}
	return logs
}

// read is what the layer makes of a line, with its least sure character.
func (l layer) read(m *multiplier, in []float32, languages ...string) (text string, least float64) {
	logs := l.logs(m, in)
	scores := make([]float32, len(logs))
	for i, v := range logs {
		scores[i] = float32(math.Exp(v))
	}
	return ppocr.Decode(scores, len(in)/features, languages)
}
