package nn

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

const testMemory = 1 << 22

func noise(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(r.NormFloat64())
	}
	return v
}

func constant(r *rand.Rand, shape ...int) *onnx.Tensor {
	return &onnx.Tensor{Shape: shape, Floats: noise(r, elements(shape))}
}

func input(r *rand.Rand, shape ...int) *Tensor {
	return &Tensor{Shape: shape, Data: noise(r, elements(shape))}
}

func ints(v ...int64) onnx.Attribute { return onnx.Attribute{Ints: v} }

// node makes a node whose output is named.
func node(op, output string, attributes map[string]onnx.Attribute, inputs ...string) onnx.Node {
	if attributes == nil {
		attributes = map[string]onnx.Attribute{}
	}
	return onnx.Node{Op: op, Inputs: inputs, Outputs: []string{output}, Attributes: attributes}
}

// model is a graph from "x" to "y".
func model(constants map[string]*onnx.Tensor, nodes ...onnx.Node) *onnx.Model {
	return &onnx.Model{Nodes: nodes, Constants: constants, Input: "x", Output: "y"}
}

// evaluate compiles and runs a model; its result is a copy.
func evaluate(t *testing.T, m *onnx.Model, x *Tensor) (*Tensor, *Net) {
	t.Helper()
	net, err := Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	var out *Tensor
	err = NewWorker(simd.Best(), testMemory).Run(t.Context(), net, x, func(y *Tensor) error {
		out = &Tensor{Shape: slices.Clone(y.Shape), Data: slices.Clone(y.Data)}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out, net
}

func near(t *testing.T, got, want *Tensor) {
	t.Helper()
	if !got.sameShape(want) {
		t.Fatalf("shape %v, want %v", got.Shape, want.Shape)
	}
	for i, v := range want.Data {
		if d := math.Abs(float64(got.Data[i] - v)); !(d <= 1e-4*(1+math.Abs(float64(v)))) {
			t.Fatalf("element %d of %v is %v, want %v", i, want.Shape, got.Data[i], v)
		}
	}
}

// convolve is the definition of a convolution.
func convolve(x *Tensor, weights *onnx.Tensor, bias []float32, v window, groups int) *Tensor {
	h, w, _ := v.size(x.Shape[2], x.Shape[3])
	out := &Tensor{Shape: []int{1, weights.Shape[0], h, w}}
	per, height, width := weights.Shape[1], x.Shape[2], x.Shape[3]
	for o := range weights.Shape[0] {
		for i := range h * w {
			sum := float64(0)
			if bias != nil {
				sum = float64(bias[o])
			}
			for k := range per * v.height * v.width {
				c, ky, kx := k/(v.height*v.width), k/v.width%v.height, k%v.width
				y, xx := i/w*v.strideY+ky-v.top, i%w*v.strideX+kx-v.left
				if y >= 0 && y < height && xx >= 0 && xx < width {
					channel := o/(weights.Shape[0]/groups)*per + c
					sum += float64(x.Data[(channel*height+y)*width+xx]) * float64(weights.Floats[o*per*v.height*v.width+k])
				}
			}
			out.Data = append(out.Data, float32(sum))
		}
	}
	return out
}

func TestConvolutionsEqualTheDefinition(t *testing.T) {
	tests := []struct {
		in, out, groups int
		height, width   int
		v               window
		bias            bool
	}{
		{3, 16, 1, 20, 33, window{3, 3, 2, 2, 1, 1, 1, 1}, true},
		{5, 7, 1, 6, 9, window{height: 1, width: 1, strideY: 1, strideX: 1}, false},
		{300, 13, 1, 5, 60, window{height: 1, width: 1, strideY: 1, strideX: 1}, true},
		{4, 6, 1, 1, 40, window{1, 3, 1, 1, 0, 1, 0, 1}, true},
		{2, 8, 1, 9, 9, window{1, 1, 2, 2, 0, 0, 0, 0}, false},
		{6, 6, 6, 11, 37, window{3, 3, 1, 1, 1, 1, 1, 1}, true},
		{6, 6, 6, 12, 40, window{5, 5, 2, 1, 2, 2, 2, 2}, true},
		{4, 4, 4, 13, 21, window{5, 5, 2, 2, 2, 2, 2, 2}, false},
		{4, 4, 4, 9, 50, window{3, 3, 1, 2, 1, 1, 1, 1}, true},
		{2, 2, 2, 5, 5, window{5, 5, 1, 1, 0, 0, 0, 0}, true},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt), func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 1))
			x := input(r, 1, tt.in, tt.height, tt.width)
			weights := constant(r, tt.out, tt.in/tt.groups, tt.v.height, tt.v.width)
			constants := map[string]*onnx.Tensor{"w": weights}
			inputs := []string{"x", "w"}
			var bias []float32
			if tt.bias {
				constants["b"] = constant(r, tt.out)
				bias, inputs = constants["b"].Floats, append(inputs, "b")
			}
			got, _ := evaluate(t, model(constants, node("Conv", "y", map[string]onnx.Attribute{
				"strides": ints(int64(tt.v.strideY), int64(tt.v.strideX)), "group": {Int: int64(tt.groups)},
				"pads": ints(int64(tt.v.top), int64(tt.v.left), int64(tt.v.bottom), int64(tt.v.right)),
			}, inputs...)), x)
			near(t, got, convolve(x, weights, bias, tt.v, tt.groups))
		})
	}
}

func TestTransposedConvolution(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	x, weights, bias := input(r, 1, 3, 4, 5), constant(r, 3, 2, 2, 2), constant(r, 2)
	got, _ := evaluate(t, model(map[string]*onnx.Tensor{"w": weights, "b": bias},
		node("ConvTranspose", "y", map[string]onnx.Attribute{"strides": ints(2, 2)}, "x", "w", "b")), x)
	want := &Tensor{Shape: []int{1, 2, 8, 10}}
	for i := range 2 * 8 * 10 {
		c, y, xx := i/80, i/10%8, i%10
		sum := bias.Floats[c]
		for ci := range 3 {
			sum += x.Data[(ci*4+y/2)*5+xx/2] * weights.Floats[((ci*2+c)*2+y%2)*2+xx%2]
		}
		want.Data = append(want.Data, sum)
	}
	near(t, got, want)
}

func TestMatrixProducts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	x, b := input(r, 2, 7, 300), constant(r, 300, 19)
	got, _ := evaluate(t, model(map[string]*onnx.Tensor{"b": b}, node("MatMul", "y", nil, "x", "b")), x)
	want := &Tensor{Shape: []int{2, 7, 19}}
	for i := range 2 * 7 * 19 {
		sum := float64(0)
		for k := range 300 {
			sum += float64(x.Data[i/19*300+k]) * float64(b.Floats[k*19+i%19])
		}
		want.Data = append(want.Data, float32(sum))
	}
	near(t, got, want)
}

func TestSmallOperators(t *testing.T) {
	picture := func(v ...float32) *Tensor { return &Tensor{Shape: []int{1, 2, 2, len(v) / 4}, Data: v} }
	floats := func(shape []int, v ...float32) *onnx.Tensor { return &onnx.Tensor{Shape: shape, Floats: v} }
	tests := []struct {
		name      string
		constants map[string]*onnx.Tensor
		node      onnx.Node
		want      *Tensor
	}{
		{"add a number", map[string]*onnx.Tensor{"c": floats([]int{1}, 10)}, node("Add", "y", nil, "c", "x"), picture(11, 12, 13, 14, 5, 4, 3, 2)},
		{"subtract a number", map[string]*onnx.Tensor{"c": floats([]int{}, 1)}, node("Sub", "y", nil, "x", "c"), picture(0, 1, 2, 3, -6, -7, -8, -9)},
		{"divide by channel", map[string]*onnx.Tensor{"c": floats([]int{1, 2, 1, 1}, 2, -1)}, node("Div", "y", nil, "x", "c"), picture(.5, 1, 1.5, 2, 5, 6, 7, 8)},
		{"multiply with itself", nil, node("Mul", "y", nil, "x", "x"), picture(1, 4, 9, 16, 25, 36, 49, 64)},
		{"multiply the last dimension", map[string]*onnx.Tensor{"c": floats([]int{2}, 0, 1)}, node("Mul", "y", nil, "x", "c"), picture(0, 2, 0, 4, 0, -6, 0, -8)},
		{"relu", nil, node("Relu", "y", nil, "x"), picture(1, 2, 3, 4, 0, 0, 0, 0)},
		{"hard sigmoid", nil, node("HardSigmoid", "y", map[string]onnx.Attribute{"alpha": {Float: .25}, "beta": {Float: .5}}, "x"), picture(.75, 1, 1, 1, 0, 0, 0, 0)},
		{"mean of channels", nil, node("GlobalAveragePool", "y", nil, "x"), &Tensor{Shape: []int{1, 2, 1, 1}, Data: []float32{2.5, -6.5}}},
		{"mean of windows", nil, node("AveragePool", "y", map[string]onnx.Attribute{"kernel_shape": ints(2, 1), "strides": ints(2, 1)}, "x"), &Tensor{Shape: []int{1, 2, 1, 2}, Data: []float32{2, 3, -6, -7}}},
		{"zoom", map[string]*onnx.Tensor{"s": floats([]int{4}, 1, 1, 1, 2)}, node("Resize", "y", map[string]onnx.Attribute{"mode": {Text: "nearest"}}, "x", "", "s"), &Tensor{Shape: []int{1, 2, 2, 4}, Data: []float32{1, 1, 2, 2, 3, 3, 4, 4, -5, -5, -6, -6, -7, -7, -8, -8}}},
		{"transpose", nil, node("Transpose", "y", map[string]onnx.Attribute{"perm": ints(0, 3, 1, 2)}, "x"), &Tensor{Shape: []int{1, 2, 2, 2}, Data: []float32{1, 3, -5, -7, 2, 4, -6, -8}}},
		{"join", nil, node("Concat", "y", map[string]onnx.Attribute{"axis": {Int: -1}}, "x", "x"), &Tensor{Shape: []int{1, 2, 2, 4}, Data: []float32{1, 2, 1, 2, 3, 4, 3, 4, -5, -6, -5, -6, -7, -8, -7, -8}}},
		{"reshape", map[string]*onnx.Tensor{"s": {Shape: []int{3}, Ints: []int64{0, -1, 4}}}, node("Reshape", "y", nil, "x", "s"), &Tensor{Shape: []int{1, 2, 4}, Data: []float32{1, 2, 3, 4, -5, -6, -7, -8}}},
		{"squeeze", nil, node("Squeeze", "y", map[string]onnx.Attribute{"axes": ints(0)}, "x"), &Tensor{Shape: []int{2, 2, 2}, Data: []float32{1, 2, 3, 4, -5, -6, -7, -8}}},
		{"softmax", nil, node("Softmax", "y", nil, "x"), picture(.26894143, .7310586, .26894143, .7310586, .7310586, .26894143, .7310586, .26894143)},
		{"normalize", nil, node("Normalize", "y", map[string]onnx.Attribute{"epsilon": {Float: 0}}, "x"), picture(-1, 1, -1, 1, 1, -1, 1, -1)},
		{"swish", nil, node("Swish", "y", nil, "x"), picture(.7310586, 1.7615942, 2.8577224, 3.928055, -.03346425, -.014835738, -.006377364, -.0026828)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.constants == nil {
				tt.constants = map[string]*onnx.Tensor{}
			}
			got, _ := evaluate(t, model(tt.constants, tt.node), picture(1, 2, 3, 4, -5, -6, -7, -8))
			near(t, got, tt.want)
		})
	}
}

func TestShapesAreComputed(t *testing.T) {
	// The networks' own way to fold the last dimensions: shape, slice, join, reshape.
	got, _ := evaluate(t, model(map[string]*onnx.Tensor{"rest": {Shape: []int{1}, Ints: []int64{-1}}},
		node("Shape", "s", nil, "x"),
		node("Cast", "s32", map[string]onnx.Attribute{"to": {Int: 6}}, "s"),
		node("Slice", "first", map[string]onnx.Attribute{"axes": ints(0), "starts": ints(1), "ends": ints(2)}, "s32"),
		node("Concat", "wanted", map[string]onnx.Attribute{"axis": {Int: 0}}, "first", "rest"),
		node("Reshape", "y", nil, "x", "wanted"),
	), input(rand.New(rand.NewPCG(4, 4)), 2, 3, 4))
	if !slices.Equal(got.Shape, []int{3, 8}) {
		t.Errorf("shape %v", got.Shape)
	}
}

func TestWrongShapesAreErrors(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	tests := []struct {
		name string
		m    *onnx.Model
	}{
		{"channels", model(map[string]*onnx.Tensor{"w": constant(r, 1, 9, 1, 1)}, node("Conv", "y", nil, "x", "w"))},
		{"a window larger than the picture", model(map[string]*onnx.Tensor{"w": constant(r, 1, 2, 9, 9)}, node("Conv", "y", nil, "x", "w"))},
		{"operands", model(map[string]*onnx.Tensor{"c": constant(r, 5)}, node("Add", "y", nil, "x", "c"))},
		{"a product", model(map[string]*onnx.Tensor{"c": constant(r, 5, 5)}, node("MatMul", "y", nil, "x", "c"))},
		{"an axis", model(map[string]*onnx.Tensor{}, node("Squeeze", "y", map[string]onnx.Attribute{"axes": ints(7)}, "x"))},
		{"a range", model(map[string]*onnx.Tensor{}, node("Slice", "y", map[string]onnx.Attribute{"axes": ints(0), "starts": ints(0), "ends": ints(5)}, "x"))},
		{"an order", model(map[string]*onnx.Tensor{}, node("Transpose", "y", map[string]onnx.Attribute{"perm": ints(0, 1, 1, 2)}, "x"))},
		{"elements", model(map[string]*onnx.Tensor{"s": {Shape: []int{1}, Ints: []int64{5}}}, node("Reshape", "y", nil, "x", "s"))},
		{"integers where floats are due", model(map[string]*onnx.Tensor{}, node("Shape", "s", nil, "x"), node("Relu", "y", nil, "s"))},
		{"a value nobody computes", model(map[string]*onnx.Tensor{}, node("Relu", "y", nil, "z"))},
		{"no first operand", model(map[string]*onnx.Tensor{}, node("Relu", "y", nil, ""))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			net, err := Compile(tt.m)
			if err != nil {
				t.Fatal(err)
			}
			err = NewWorker(simd.Best(), testMemory).Run(t.Context(), net, input(r, 1, 2, 2, 2), func(*Tensor) error { return nil })
			if err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestWhatIsNotMadeIsRefused(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	weights := map[string]*onnx.Tensor{"w": constant(r, 4, 2, 3, 3)}
	tests := map[string]onnx.Node{
		"an operator":          node("LSTM", "y", nil, "x"),
		"groups":               node("Conv", "y", map[string]onnx.Attribute{"group": {Int: 2}}, "x", "w"),
		"dilation":             node("Conv", "y", map[string]onnx.Attribute{"dilations": ints(2, 2)}, "x", "w"),
		"automatic zeros":      node("Conv", "y", map[string]onnx.Attribute{"auto_pad": {Text: "SAME_UPPER"}}, "x", "w"),
		"a huge stride":        node("Conv", "y", map[string]onnx.Attribute{"strides": ints(1, 1000)}, "x", "w"),
		"computed weights":     node("Conv", "y", nil, "x", "x"),
		"a smooth zoom":        node("Resize", "y", map[string]onnx.Attribute{"mode": {Text: "linear"}}, "x", "", "s"),
		"a cast to floats":     node("Cast", "y", map[string]onnx.Attribute{"to": {Int: 1}}, "x"),
		"a pool without shape": node("AveragePool", "y", nil, "x"),
	}
	for name, n := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Compile(model(weights, n)); err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestMemoryIsBoundedAndUsedAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	chain := []onnx.Node{}
	names := []string{"x"}
	for i := range 20 {
		names = append(names, fmt.Sprint("v", i))
		chain = append(chain, node("Relu", names[i+1], nil, names[i]))
	}
	chain[19].Outputs[0] = "y"
	net, err := Compile(model(map[string]*onnx.Tensor{}, chain...))
	if err != nil {
		t.Fatal(err)
	}
	const size = 64 * 64
	w := NewWorker(simd.Best(), 3*size)
	for range 3 {
		if err := w.Run(t.Context(), net, input(r, 1, 1, 64, 64), func(*Tensor) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if w.memory.held > 2*size { // every step but the first writes over its operand
		t.Errorf("twenty steps hold %d floats", w.memory.held)
	}
	err = w.Run(t.Context(), net, input(r, 1, 1, 128, 128), func(*Tensor) error { return nil })
	if !errors.Is(err, errMemory) {
		t.Errorf("got %v", err)
	}
}

func TestRunStopsWithItsContext(t *testing.T) {
	net, err := Compile(model(map[string]*onnx.Tensor{}, node("Relu", "y", nil, "x")))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = NewWorker(simd.Best(), testMemory).Run(ctx, net, input(rand.New(rand.NewPCG(8, 8)), 1, 1, 2, 2), func(*Tensor) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
