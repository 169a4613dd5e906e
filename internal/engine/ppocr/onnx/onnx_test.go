package onnx

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sample() *Model {
	return &Model{
		Input: "x", Output: "y",
		Nodes: []Node{
			{Op: "Conv", Inputs: []string{"x", "w"}, Outputs: []string{"c"}, Attributes: map[string]Attribute{
				"strides": {Ints: []int64{2, 1}}, "pads": {Ints: []int64{-1, 1 << 40}}, "group": {Int: -3},
			}},
			{Op: "Resize", Inputs: []string{"c", ""}, Outputs: []string{"y"}, Attributes: map[string]Attribute{
				"mode": {Text: "nearest"}, "alpha": {Float: 0.25}, "t": {Tensor: &Tensor{Shape: []int{1}, Floats: []float32{7}}},
			}},
		},
		Constants: map[string]*Tensor{
			"w": {Shape: []int{1, 2, 2}, Floats: []float32{1, -2.5, 0, 0.125}},
			"n": {Shape: []int{3}, Ints: []int64{-1, 0, 1 << 50}},
			"s": {Shape: []int{}, Floats: []float32{3}},
		},
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	for _, halfFrom := range []int{0, 1} { // all values of the sample are exact in 16 bits
		got, err := Read(sample().Append(nil, halfFrom))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(sample(), got); diff != "" {
			t.Errorf("16 bits from %d (-want +got):\n%s", halfFrom, diff)
		}
	}
}

func TestConstantNodesBecomeConstants(t *testing.T) {
	m := &Model{Nodes: []Node{{
		Op: "Constant", Outputs: []string{"k"},
		Attributes: map[string]Attribute{"value": {Tensor: &Tensor{Shape: []int{2}, Floats: []float32{1, 2}}}},
	}}}
	got, err := Read(m.Append(nil, 0))
	if err != nil || len(got.Nodes) != 0 || got.Constants["k"] == nil {
		t.Fatalf("got %+v, %v", got, err)
	}
}

func TestBadModelsAreRefused(t *testing.T) {
	tensor := func(dims []int64, kind int64, raw []byte) []byte {
		var b []byte
		for _, d := range dims {
			b = appendInteger(b, tensorDims, d)
		}
		b = appendBytes(appendInteger(b, tensorType, kind), tensorRaw, raw)
		return appendBytes(nil, modelGraph, appendBytes(nil, graphInitializer, b))
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"cut short", sample().Append(nil, 0)[:40], "ends early"},
		{"a group", []byte{0x0b}, "wire type 3"},
		{"bytes missing", tensor([]int64{2, 2}, typeFloat, make([]byte, 12)), "12 bytes for the shape [2 2]"},
		{"an unknown element type", tensor([]int64{1}, 99, []byte{0}), "type 99"},
		{"a negative dimension", tensor([]int64{-1}, typeFloat, nil), "more than"},
		{"a product that overflows", tensor([]int64{1 << 24, 1 << 24, 1 << 24}, typeFloat, nil), "more than"},
		{"too many dimensions", tensor([]int64{1, 1, 1, 1, 1, 1, 1, 1, 1}, typeFloat, nil), "more than"},
		{"no elements for a shape", appendBytes(nil, modelGraph, appendBytes(nil, graphInitializer, appendInteger(nil, tensorDims, 4))), "0 elements"},
		{"a huge field number", binary.AppendUvarint(nil, math.MaxUint64), "field number"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(tt.data)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestHalfFloats(t *testing.T) {
	for h := range 1 << 16 { // every half there is, there and back
		f := fromHalf(uint16(h))
		if math.IsNaN(float64(f)) {
			continue
		}
		if back := toHalf(f); back != uint16(h) {
			t.Fatalf("%#04x is %v, which becomes %#04x", h, f, back)
		}
	}
	for f, want := range map[float32]float32{
		1.0004882: 1, 1.0014648: 1.0019531, // ties to even
		65519: 65504, 65520: float32(math.Inf(1)), -1e9: float32(math.Inf(-1)), 1e-9: 0, 4e-8: 0x1p-24,
	} {
		if got := fromHalf(toHalf(f)); got != want {
			t.Errorf("%v is kept as %v, want %v", f, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample().Append(nil, 0))
	f.Add(sample().Append(nil, 1))
	f.Add([]byte{0x3a, 0x00})
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Read(data)
		if err != nil {
			return
		}
		for name, c := range m.Constants {
			if max(len(c.Floats), len(c.Ints)) != c.Len() {
				t.Errorf("constant %q of shape %v has %d and %d elements", name, c.Shape, len(c.Floats), len(c.Ints))
			}
		}
		again, err := Read(m.Append(nil, 0))
		if err != nil {
			t.Fatalf("what was written is not read: %v", err)
		}
		if len(again.Nodes) != len(m.Nodes) || len(again.Constants) != len(m.Constants) {
			t.Error("writing lost a part")
		}
	})
}
