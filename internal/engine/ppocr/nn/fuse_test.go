package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

func number(v float32) *onnx.Tensor { return &onnx.Tensor{Shape: []int{1}, Floats: []float32{v}} }

// steps names the operators that are left after fusing.
func steps(n *Net) []string {
	var names []string
	for _, s := range n.steps {
		names = append(names, s.name)
	}
	return names
}

func sigma(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// TestABlockBecomesOneStep follows the networks' usual block: convolution,
// normalisation by batch, a scale and a shift, hard swish, scale and shift.
func TestABlockBecomesOneStep(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	c := map[string]*onnx.Tensor{
		"w": constant(r, 4, 3, 1, 1), "b": constant(r, 4),
		"scale": constant(r, 4), "bias": constant(r, 4), "mean": constant(r, 4),
		"variance": {Shape: []int{4}, Floats: []float32{1, 2, .5, 3}},
		"m":        number(1.5), "a": number(-.25), "three": number(3), "six": number(6), "zero": number(0), "m2": number(.5), "a2": number(2),
	}
	x := input(r, 1, 3, 5, 7)
	conv := convolve(x, c["w"], c["b"].Floats, window{height: 1, width: 1, strideY: 1, strideX: 1}, 1)
	want := &Tensor{Shape: conv.Shape}
	for i, v := range conv.Data {
		ch := i / 35
		v = (v-c["mean"].Floats[ch])/float32(math.Sqrt(float64(c["variance"].Floats[ch])+1e-5))*c["scale"].Floats[ch] + c["bias"].Floats[ch]
		v = v*1.5 - .25
		v = v * min(max(v+3, 0), 6) / 6
		want.Data = append(want.Data, v*.5+2)
	}
	got, net := evaluate(t, model(c,
		node("Conv", "1", nil, "x", "w", "b"),
		node("BatchNormalization", "2", map[string]onnx.Attribute{"epsilon": {Float: 1e-5}}, "1", "scale", "bias", "mean", "variance"),
		node("Mul", "3", nil, "m", "2"),
		node("Add", "4", nil, "3", "a"),
		node("Add", "5", nil, "4", "three"),
		node("Clip", "6", nil, "5", "zero", "six"),
		node("Mul", "7", nil, "4", "6"),
		node("Div", "8", nil, "7", "six"),
		node("Mul", "9", nil, "m2", "8"),
		node("Add", "y", nil, "9", "a2"),
	), x)
	near(t, got, want)
	if names := steps(net); !slices.Equal(names, []string{"Conv"}) {
		t.Errorf("steps %v", names)
	}
}

func TestATransposedLayerTakesItsScale(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	weights := constant(r, 2, 3, 2, 2)
	shift := constant(r, 1, 3, 1, 1)
	x := input(r, 1, 2, 3, 3)
	build := func(nodes ...onnx.Node) *onnx.Model {
		return model(map[string]*onnx.Tensor{"w": weights, "c": shift, "d": number(4)}, nodes...)
	}
	strides := map[string]onnx.Attribute{"strides": ints(2, 2)}
	plain, _ := evaluate(t, build(node("ConvTranspose", "y", strides, "x", "w")), x)
	want := &Tensor{Shape: plain.Shape}
	for i, v := range plain.Data {
		want.Data = append(want.Data, max(0, (v+shift.Floats[i/36])/4))
	}
	got, net := evaluate(t, build(
		node("ConvTranspose", "1", strides, "x", "w"), node("Add", "2", nil, "1", "c"),
		node("Div", "3", nil, "2", "d"), node("Relu", "y", nil, "3"),
	), x)
	near(t, got, want)
	if names := steps(net); !slices.Equal(names, []string{"ConvTranspose"}) {
		t.Errorf("steps %v", names)
	}
}

func TestSwishIsFound(t *testing.T) {
	x := input(rand.New(rand.NewPCG(5, 6)), 1, 2, 3, 3)
	want := &Tensor{Shape: x.Shape}
	for _, v := range x.Data {
		want.Data = append(want.Data, v*sigma(v))
	}
	got, net := evaluate(t, model(map[string]*onnx.Tensor{"one": number(1)},
		node("Mul", "1", nil, "x", "one"), node("Sigmoid", "2", nil, "1"), node("Mul", "y", nil, "x", "2"),
	), x)
	near(t, got, want)
	if names := steps(net); !slices.Equal(names, []string{"Swish"}) {
		t.Errorf("steps %v", names)
	}
}

func TestAGateIsOneProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	x := input(r, 1, 2, 3, 3)
	var want Tensor
	want.Shape = x.Shape
	for i, v := range x.Data {
		mean := float32(0)
		for _, u := range x.Data[i/9*9 : i/9*9+9] {
			mean += u / 9
		}
		want.Data = append(want.Data, v*mean+v)
	}
	got, net := evaluate(t, model(map[string]*onnx.Tensor{},
		node("GlobalAveragePool", "g", nil, "x"), node("Mul", "m", nil, "x", "g"), node("Add", "y", nil, "x", "m")), x)
	near(t, got, &want)
	if names := steps(net); !slices.Equal(names, []string{"GlobalAveragePool", "Add", "Mul"}) {
		t.Errorf("steps %v", names)
	}
}

func TestAZoomIsAddedAtOnce(t *testing.T) {
	zoom := map[string]onnx.Attribute{"mode": {Text: "nearest"}}
	scales := map[string]*onnx.Tensor{"s": {Shape: []int{4}, Floats: []float32{1, 1, 2, 3}}}
	x := &Tensor{Shape: []int{1, 1, 1, 2}, Data: []float32{1, -2}}
	// The sum with a zoom of itself, twice as tall and three times as wide.
	got, net := evaluate(t, model(scales,
		node("Resize", "z", zoom, "x", "", "s"), node("Relu", "r", nil, "z"), node("Resize", "w", zoom, "x", "", "s"), node("Add", "y", nil, "w", "r")), x)
	near(t, got, &Tensor{Shape: []int{1, 1, 2, 6}, Data: []float32{2, 2, 2, -2, -2, -2, 2, 2, 2, -2, -2, -2}})
	if names := steps(net); !slices.Equal(names, []string{"Resize", "Relu", "AddResize"}) {
		t.Errorf("steps %v", names)
	}
}

func TestNormalizationIsFound(t *testing.T) {
	x := &Tensor{Shape: []int{1, 2, 4}, Data: []float32{1, 2, 3, 4, -1, 0, 0, 1}}
	last := map[string]onnx.Attribute{"axes": ints(-1)}
	got, net := evaluate(t, model(map[string]*onnx.Tensor{"two": number(2), "e": number(0.25)},
		node("ReduceMean", "m", last, "x"), node("Sub", "c", nil, "x", "m"),
		node("Pow", "p", nil, "c", "two"), node("ReduceMean", "v", last, "p"),
		node("Add", "s", nil, "v", "e"), node("Sqrt", "r", nil, "s"), node("Div", "y", nil, "c", "r"),
	), x)
	d, e := float32(math.Sqrt(1.5)), float32(math.Sqrt(.75))
	near(t, got, &Tensor{Shape: x.Shape, Data: []float32{-1.5 / d, -.5 / d, .5 / d, 1.5 / d, -1 / e, 0, 0, 1 / e}})
	if names := steps(net); !slices.Equal(names, []string{"Normalize"}) {
		t.Errorf("steps %v", names)
	}
}

// TestWhatOthersReadStays keeps a layer's own value where a second node or the
// caller wants it.
func TestWhatOthersReadStays(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	x, weights := input(r, 1, 2, 2, 2), constant(r, 2, 2, 1, 1)
	plain := convolve(x, weights, nil, window{height: 1, width: 1, strideY: 1, strideX: 1}, 1)
	want := &Tensor{Shape: plain.Shape}
	for _, v := range plain.Data {
		want.Data = append(want.Data, v+max(v, 0))
	}
	got, net := evaluate(t, model(map[string]*onnx.Tensor{"w": weights},
		node("Conv", "c", nil, "x", "w"), node("Relu", "r", nil, "c"), node("Add", "y", nil, "c", "r")), x)
	near(t, got, want)
	if names := steps(net); !slices.Equal(names, []string{"Conv", "Relu", "Add"}) {
		t.Errorf("steps %v", names)
	}
}
