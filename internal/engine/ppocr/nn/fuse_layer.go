package nn

import (
	"maps"
	"math"
	"slices"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

// layer is the convolution of either kind that computes name for one reader.
func (g *graph) layer(name string) (n *onnx.Node, outputs int) {
	n = g.by[name]
	if n == nil || g.uses[name] != 1 || n.Attributes["activation"].Text != "" || len(n.Inputs) < 2 || len(n.Outputs) != 1 {
		return nil, 0
	}
	weights := g.constants[n.Inputs[1]]
	if weights == nil || len(weights.Shape) != 4 || len(weights.Floats) == 0 || len(n.Inputs) > 2 && g.constants[n.Inputs[2]] == nil {
		return nil, 0
	}
	switch {
	case n.Op == "Conv":
		return n, weights.Shape[0]
	case n.Op == "ConvTranspose" && n.Attributes["group"].Int <= 1:
		return n, weights.Shape[1]
	}
	return nil, 0
}

// foldIntoLayer puts a scale or shift by channel into the layer before it.
func (g *graph) foldIntoLayer(n *onnx.Node) {
	from := n.Inputs[0]
	if n.Op != "BatchNormalization" {
		var ok bool
		if from, _, ok = g.operands(n); !ok {
			return
		}
	}
	layer, outputs := g.layer(from)
	if layer == nil {
		return
	}
	scale, shift := g.scaleAndShift(n, outputs)
	if scale == nil {
		return
	}
	g.scaleLayer(layer, scale, shift)
	g.replace(n, layer)
}

// scaleAndShift is what n does to each channel, nil if it is something else.
func (g *graph) scaleAndShift(n *onnx.Node, channels int) (scale, shift []float32) {
	ones, zeros := slices.Repeat([]float32{1}, channels), make([]float32, channels)
	if n.Op == "BatchNormalization" {
		return g.batchNorm(n, channels)
	}
	_, constant, _ := g.operands(n)
	v := perChannelConstant(g.constants[constant], channels)
	if v == nil {
		return nil, nil
	}
	switch n.Op {
	case "Mul":
		return v, zeros
	case "Div":
		for i := range v {
			ones[i] = 1 / v[i]
		}
		return ones, zeros
	case "Add":
		return ones, v
	}
	return nil, nil
}

func (g *graph) batchNorm(n *onnx.Node, channels int) (scale, shift []float32) {
	var v [4][]float32 // scale, bias, mean, variance
	if len(n.Inputs) != 5 {
		return nil, nil
	}
	for i := range v {
		c := g.constants[n.Inputs[i+1]]
		if c == nil || len(c.Floats) != channels {
			return nil, nil
		}
		v[i] = c.Floats
	}
	epsilon := n.Number("epsilon", 1e-5)
	for i := range channels {
		s := v[0][i] / float32(math.Sqrt(float64(v[3][i]+epsilon)))
		scale, shift = append(scale, s), append(shift, v[1][i]-v[2][i]*s)
	}
	return scale, shift
}

// perChannelConstant spreads a number, or takes one number a channel.
func perChannelConstant(t *onnx.Tensor, channels int) []float32 {
	switch {
	case len(t.Floats) == 1:
		return slices.Repeat(t.Floats, channels)
	case len(t.Floats) != channels:
		return nil
	case len(t.Shape) == 4 && t.Shape[1] == channels, len(t.Shape) == 3 && t.Shape[0] == channels:
		return t.Floats
	}
	return nil
}

// scaleLayer gives the layer changed copies of its constants.
func (g *graph) scaleLayer(layer *onnx.Node, scale, shift []float32) {
	old := g.constants[layer.Inputs[1]]
	weights := &onnx.Tensor{Shape: old.Shape, Floats: slices.Clone(old.Floats)}
	channels := len(scale)
	inner := len(weights.Floats) / channels // Conv: the channel comes first
	if layer.Op == "ConvTranspose" {
		inner = old.Shape[2] * old.Shape[3] // and here second
	}
	for i := range weights.Floats {
		weights.Floats[i] *= scale[i/inner%channels]
	}
	bias := &onnx.Tensor{Shape: []int{channels}, Floats: slices.Clone(shift)}
	if len(layer.Inputs) > 2 {
		for i, b := range g.constants[layer.Inputs[2]].Floats {
			bias.Floats[i] += b * scale[i]
		}
	}
	w, b := layer.Outputs[0]+" weights", layer.Outputs[0]+" bias"
	g.constants[w], g.constants[b] = weights, bias
	layer.Inputs = []string{layer.Inputs[0], w, b}
}

// joinLayer lets the layer before an activation apply it to its results while
// they are still in the cache.
func (g *graph) joinLayer(n *onnx.Node) {
	if activationOf(n) == nil {
		return
	}
	layer, _ := g.layer(n.Inputs[0])
	if layer == nil {
		return
	}
	attributes := map[string]onnx.Attribute{}
	maps.Copy(attributes, layer.Attributes)
	maps.Copy(attributes, n.Attributes)
	attributes["activation"] = onnx.Attribute{Text: n.Op}
	layer.Attributes = attributes
	g.replace(n, layer)
}

// fusedActivation is the activation that joinLayer gave a layer, nil if none.
func fusedActivation(n *onnx.Node) activation {
	return activationOf(&onnx.Node{Op: n.Attributes["activation"].Text, Attributes: n.Attributes})
}
