package onnx

import (
	"fmt"
	"math"
)

// Fields of ONNX's messages (onnx.proto3).
const (
	modelGraph = 7

	graphNode        = 1
	graphInitializer = 5
	graphInput       = 11
	graphOutput      = 12
	valueName        = 1

	nodeInput     = 1
	nodeOutput    = 2
	nodeOp        = 4
	nodeAttribute = 5

	attributeName   = 1
	attributeFloat  = 2
	attributeInt    = 3
	attributeText   = 4
	attributeTensor = 5
	attributeInts   = 8
)

// Read reads a serialised model. Nodes of the kind Constant become constants.
func Read(data []byte) (*Model, error) {
	m := &Model{Constants: map[string]*Tensor{}}
	err := walk(data, func(f field) error {
		if f.number != modelGraph {
			return nil
		}
		return walk(f.data, m.readGraph)
	})
	if err != nil {
		return nil, fmt.Errorf("read ONNX model: %w", err)
	}
	return m, nil
}

func (m *Model) readGraph(f field) error {
	switch f.number {
	case graphNode:
		return m.readNode(f.data)
	case graphInitializer:
		name, t, err := readTensor(f.data)
		if err != nil {
			return fmt.Errorf("constant %q: %w", name, err)
		}
		m.Constants[name] = t
	case graphInput, graphOutput:
		return walk(f.data, func(v field) error {
			if v.number == valueName && f.number == graphInput {
				m.Input = string(v.data)
			} else if v.number == valueName {
				m.Output = string(v.data)
			}
			return nil
		})
	}
	return nil
}

func (m *Model) readNode(data []byte) error {
	n := Node{Attributes: map[string]Attribute{}}
	err := walk(data, func(f field) error {
		if len(n.Inputs) > maxList || len(n.Outputs) > maxList || len(n.Attributes) > maxList {
			return errTooLarge
		}
		switch f.number {
		case nodeInput:
			n.Inputs = append(n.Inputs, string(f.data))
		case nodeOutput:
			n.Outputs = append(n.Outputs, string(f.data))
		case nodeOp:
			n.Op = string(f.data)
		case nodeAttribute:
			name, a, err := readAttribute(f.data)
			if err != nil {
				return fmt.Errorf("attribute %q: %w", name, err)
			}
			n.Attributes[name] = a
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("node %q: %w", n.Op, err)
	}
	if value := n.Attributes["value"].Tensor; n.Op == "Constant" && value != nil && len(n.Outputs) == 1 {
		m.Constants[n.Outputs[0]] = value
		return nil
	}
	if len(m.Nodes) >= maxNodes {
		return errTooLarge
	}
	m.Nodes = append(m.Nodes, n)
	return nil
}

func readAttribute(data []byte) (name string, a Attribute, err error) {
	err = walk(data, func(f field) (err error) {
		switch f.number {
		case attributeName:
			name = string(f.data)
		case attributeFloat:
			a.Float = math.Float32frombits(uint32(f.value)) //nolint:gosec // a fixed32
		case attributeInt:
			a.Int = int64(f.value) //nolint:gosec // protobuf's int64 is two's complement
		case attributeText:
			a.Text = string(f.data)
		case attributeTensor:
			_, a.Tensor, err = readTensor(f.data)
		case attributeInts:
			a.Ints, err = f.integers(a.Ints)
		}
		return err
	})
	return name, a, err
}
