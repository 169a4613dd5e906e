package nn

import "github.com/docextract/docextract/internal/engine/ppocr/onnx"

// fuse rewrites a model so that fewer values are computed and written: scales
// and shifts go into the weights before them, chains of simple nodes become
// the function that they spell, and activations join the layers they follow.
func fuse(m *onnx.Model) {
	g := newGraph(m)
	for _, rewrite := range []func(*onnx.Node){
		g.foldIntoLayer, g.identity, g.hardSwish, g.swish, g.normalize, g.scaleHardSwish, g.joinLayer, g.gate, g.addZoomed,
	} {
		for i := range m.Nodes {
			if n := &m.Nodes[i]; n.Op != "" && len(n.Inputs) > 0 && len(n.Outputs) == 1 {
				rewrite(n)
			}
		}
	}
	kept := m.Nodes[:0]
	for _, n := range m.Nodes {
		if n.Op != "" {
			kept = append(kept, n)
		}
	}
	m.Nodes = kept
}

// graph finds a value's producer and its readers.
type graph struct {
	constants constants
	output    string
	by        map[string]*onnx.Node
	uses      map[string]int
}

func newGraph(m *onnx.Model) *graph {
	g := &graph{constants: m.Constants, output: m.Output, by: map[string]*onnx.Node{}, uses: map[string]int{m.Output: 1}}
	for i := range m.Nodes {
		n := &m.Nodes[i]
		for _, name := range n.Inputs {
			g.uses[name]++
		}
		for _, name := range n.Outputs {
			g.by[name] = n
		}
	}
	return g
}

// producer is the node of the kind that computes name, nil if another does.
func (g *graph) producer(name, op string) *onnx.Node {
	if n := g.by[name]; n != nil && n.Op == op && len(n.Inputs) > 0 && len(n.Outputs) == 1 {
		return n
	}
	return nil
}

// number is a constant of one element.
func (g *graph) number(name string) (float32, bool) {
	if c := g.constants[name]; c != nil && len(c.Floats) == 1 {
		return c.Floats[0], true
	}
	return 0, false
}

// operands splits a node's inputs into the computed one and the constant one.
func (g *graph) operands(n *onnx.Node) (computed, constant string, ok bool) {
	if len(n.Inputs) != 2 {
		return "", "", false
	}
	a, b := n.Inputs[0], n.Inputs[1]
	if g.constants[a] != nil && (n.Op == "Add" || n.Op == "Mul") {
		a, b = b, a
	}
	return a, b, g.constants[a] == nil && g.constants[b] != nil
}

// replace removes n and lets earlier, of which n is the only reader, compute
// n's value.
func (g *graph) replace(n, earlier *onnx.Node) {
	g.remove(n)
	delete(g.by, earlier.Outputs[0])
	earlier.Outputs = []string{n.Outputs[0]}
	g.by[n.Outputs[0]] = earlier
}

// become turns n into another kind of node with one input.
func (g *graph) become(n *onnx.Node, op, input string) {
	for _, name := range n.Inputs {
		g.uses[name]--
	}
	n.Op, n.Inputs, n.Attributes = op, []string{input}, map[string]onnx.Attribute{}
	g.uses[input]++
}

// sweep removes a node that nobody reads any more, and then what it read.
func (g *graph) sweep(name string) {
	n := g.by[name]
	if n == nil || g.uses[name] > 0 || n.Op == "" {
		return
	}
	g.remove(n)
	for _, in := range n.Inputs {
		g.sweep(in)
	}
}

func (g *graph) remove(n *onnx.Node) {
	n.Op = ""
	for _, name := range n.Inputs {
		g.uses[name]--
	}
}
