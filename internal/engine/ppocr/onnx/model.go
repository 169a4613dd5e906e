// Package onnx reads and writes the part of the ONNX format that the
// recognition networks need: a graph of nodes, its constants as 32-bit or
// 16-bit floats or as integers, one input and one output. It runs nothing.
package onnx

// Model is a graph in the order in which its nodes can be run.
type Model struct {
	Nodes         []Node
	Constants     map[string]*Tensor
	Input, Output string
}

// Node is one operation on named values.
type Node struct {
	Op              string
	Inputs, Outputs []string
	Attributes      map[string]Attribute
}

// Attribute is a node's setting; which member counts follows from its name.
type Attribute struct {
	Float  float32
	Int    int64
	Text   string
	Ints   []int64
	Tensor *Tensor
}

// Tensor is a constant: Floats or Ints holds its elements in row-major order.
type Tensor struct {
	Shape  []int
	Floats []float32
	Ints   []int64
}

// Len is the number of elements that the shape tells.
func (t *Tensor) Len() int {
	n := 1
	for _, d := range t.Shape {
		n *= d
	}
	return n
}

// Number is the attribute's float, or the given one if there is none.
func (n *Node) Number(name string, otherwise float32) float32 {
	if a, ok := n.Attributes[name]; ok {
		return a.Float
	}
	return otherwise
}

// Limits of what is read. The largest constant of the networks has 795,000
// elements, the longest graph 380 nodes.
const (
	maxElements = 1 << 24
	maxRank     = 8
	maxNodes    = 1 << 14
	maxList     = 1 << 12
)
