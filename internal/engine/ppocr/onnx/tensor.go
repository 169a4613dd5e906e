package onnx

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

const (
	tensorDims   = 1
	tensorType   = 2
	tensorFloats = 4
	tensorInt32s = 5
	tensorInt64s = 7
	tensorName   = 8
	tensorRaw    = 9
)

// Element types of ONNX's TensorProto.
const (
	typeFloat   = 1
	typeInt32   = 6
	typeInt64   = 7
	typeFloat16 = 10
)

var errTooLarge = errors.New("more than the networks could need")

// readTensor reads a constant and holds its elements against its shape.
func readTensor(data []byte) (name string, t *Tensor, err error) {
	t = &Tensor{Shape: []int{}}
	var kind uint64
	var dims []int64
	var raw []byte
	err = walk(data, func(f field) (err error) {
		switch f.number {
		case tensorDims:
			dims, err = f.integers(dims)
		case tensorType:
			kind = f.value
		case tensorFloats:
			t.Floats, err = f.floats(t.Floats)
		case tensorInt32s, tensorInt64s:
			t.Ints, err = f.integers(t.Ints)
		case tensorName:
			name = string(f.data)
		case tensorRaw:
			raw = f.data
		}
		return err
	})
	if err != nil {
		return name, nil, err
	}
	if err := t.setShape(dims); err != nil {
		return name, nil, err
	}
	if raw != nil {
		if err := t.setRaw(kind, raw); err != nil {
			return name, nil, err
		}
	}
	if max(len(t.Floats), len(t.Ints)) != t.Len() || len(t.Floats) != 0 && len(t.Ints) != 0 {
		return name, nil, fmt.Errorf("%d elements for the shape %v", len(t.Floats)+len(t.Ints), t.Shape)
	}
	return name, t, nil
}

func (t *Tensor) setShape(dims []int64) error {
	if len(dims) > maxRank {
		return errTooLarge
	}
	n := int64(1)
	for _, d := range dims {
		if d < 0 || d > maxElements || n*d > maxElements {
			return errTooLarge
		}
		n *= d
		t.Shape = append(t.Shape, int(d))
	}
	return nil
}

func (t *Tensor) setRaw(kind uint64, raw []byte) error {
	widths := map[uint64]int{typeFloat: 4, typeFloat16: 2, typeInt32: 4, typeInt64: 8}
	width, known := widths[kind]
	if !known {
		return fmt.Errorf("elements of type %d", kind)
	}
	if len(raw) != t.Len()*width {
		return fmt.Errorf("%d bytes for the shape %v", len(raw), t.Shape)
	}
	if kind == typeFloat || kind == typeFloat16 {
		t.Floats = make([]float32, t.Len())
	} else {
		t.Ints = make([]int64, t.Len())
	}
	for i := range t.Len() {
		at := raw[i*width:]
		switch kind {
		case typeFloat:
			t.Floats[i] = math.Float32frombits(binary.LittleEndian.Uint32(at))
		case typeFloat16:
			t.Floats[i] = fromHalf(binary.LittleEndian.Uint16(at))
		case typeInt32:
			t.Ints[i] = int64(int32(binary.LittleEndian.Uint32(at))) //nolint:gosec // two's complement
		case typeInt64:
			t.Ints[i] = int64(binary.LittleEndian.Uint64(at)) //nolint:gosec // two's complement
		}
	}
	return nil
}

// floats appends a repeated float field, packed or one by one.
func (f *field) floats(to []float32) ([]float32, error) {
	if f.wire == wireFixed32 {
		if len(to) >= maxElements {
			return nil, errTooLarge
		}
		return append(to, math.Float32frombits(uint32(f.value))), nil //nolint:gosec // a fixed32
	}
	if len(f.data)%4 != 0 {
		return nil, errTruncated
	}
	if len(to)+len(f.data)/4 > maxElements {
		return nil, errTooLarge
	}
	for i := 0; i < len(f.data); i += 4 {
		to = append(to, math.Float32frombits(binary.LittleEndian.Uint32(f.data[i:])))
	}
	return to, nil
}
