package main

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

// The last layer of the recogniser: a product with the weights and a sum with
// the bias, of features numbers for each step.
const (
	headWeights = "linear_85.w_0"
	headBias    = "linear_85.b_0"
	features    = 120
)

// replaceHead puts other weights in the place of the last layer's.
func replaceHead(m *onnx.Model, head []byte) error {
	old := m.Constants[headWeights]
	if old == nil || len(old.Shape) != 2 || old.Shape[0] != features || m.Constants[headBias] == nil {
		return fmt.Errorf("the model has no last layer %q of %d features", headWeights, features)
	}
	v := make([]float32, len(head)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(head[4*i:]))
	}
	classes := len(v) / (features + 1)
	if len(v) != classes*(features+1) {
		return fmt.Errorf("the new layer's %d numbers are no rows of %d features and a bias", len(v), features)
	}
	m.Constants[headWeights] = &onnx.Tensor{Shape: []int{features, classes}, Floats: v[:features*classes]}
	m.Constants[headBias] = &onnx.Tensor{Shape: []int{classes}, Floats: v[features*classes:]}
	return nil
}

// prune drops constants that no node reads.
func prune(m *onnx.Model) {
	read := map[string]bool{m.Output: true}
	for _, n := range m.Nodes {
		for _, name := range n.Inputs {
			read[name] = true
		}
	}
	for name := range m.Constants {
		if !read[name] {
			delete(m.Constants, name)
		}
	}
}
