package onnx

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

// Append appends the serialised model to b. Constants of at least halfFrom
// floats are stored in 16 bits each, which halves the size and rounds them to
// eleven significant bits; 0 stores all in full. The same model gives the same bytes.
func (m *Model) Append(b []byte, halfFrom int) []byte {
	var graph []byte
	for i := range m.Nodes {
		graph = appendBytes(graph, graphNode, m.Nodes[i].encode())
	}
	for _, name := range slices.Sorted(maps.Keys(m.Constants)) {
		graph = appendBytes(graph, graphInitializer, m.Constants[name].encode(name, halfFrom))
	}
	graph = appendBytes(graph, graphInput, appendBytes(nil, valueName, []byte(m.Input)))
	graph = appendBytes(graph, graphOutput, appendBytes(nil, valueName, []byte(m.Output)))
	return appendBytes(b, modelGraph, graph)
}

func (n *Node) encode() []byte {
	var b []byte
	for _, name := range n.Inputs {
		b = appendBytes(b, nodeInput, []byte(name))
	}
	for _, name := range n.Outputs {
		b = appendBytes(b, nodeOutput, []byte(name))
	}
	b = appendBytes(b, nodeOp, []byte(n.Op))
	for _, name := range slices.Sorted(maps.Keys(n.Attributes)) {
		a := n.Attributes[name]
		b = appendBytes(b, nodeAttribute, a.encode(name))
	}
	return b
}

func (a *Attribute) encode(name string) []byte {
	b := appendBytes(nil, attributeName, []byte(name))
	if a.Float != 0 {
		b = binary.AppendUvarint(b, attributeFloat<<3|wireFixed32)
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(a.Float))
	}
	if a.Int != 0 {
		b = appendInteger(b, attributeInt, a.Int)
	}
	if a.Text != "" {
		b = appendBytes(b, attributeText, []byte(a.Text))
	}
	if a.Tensor != nil {
		b = appendBytes(b, attributeTensor, a.Tensor.encode("", 0))
	}
	for _, v := range a.Ints {
		b = appendInteger(b, attributeInts, v)
	}
	return b
}

func (t *Tensor) encode(name string, halfFrom int) []byte {
	var b, raw []byte
	for _, d := range t.Shape {
		b = appendInteger(b, tensorDims, int64(d))
	}
	kind := int64(typeFloat)
	switch {
	case len(t.Ints) > 0:
		kind = typeInt64
		for _, v := range t.Ints {
			raw = binary.LittleEndian.AppendUint64(raw, uint64(v)) //nolint:gosec // two's complement
		}
	case halfFrom > 0 && len(t.Floats) >= halfFrom:
		kind = typeFloat16
		for _, v := range t.Floats {
			raw = binary.LittleEndian.AppendUint16(raw, toHalf(v))
		}
	default:
		for _, v := range t.Floats {
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
		}
	}
	b = appendInteger(b, tensorType, kind)
	b = appendBytes(b, tensorName, []byte(name))
	return appendBytes(b, tensorRaw, raw)
}

func appendBytes(b []byte, number uint64, data []byte) []byte {
	b = binary.AppendUvarint(b, number<<3|wireBytes)
	b = binary.AppendUvarint(b, uint64(len(data)))
	return append(b, data...)
}

func appendInteger(b []byte, number uint64, v int64) []byte {
	b = binary.AppendUvarint(b, number<<3|wireVarint)
	return binary.AppendUvarint(b, uint64(v)) //nolint:gosec // protobuf's int64 is two's complement
}
