package nn

import "github.com/docextract/docextract/internal/engine/ppocr/onnx"

// identity passes by a multiplication by one before this node.
func (g *graph) identity(n *onnx.Node) {
	for i, name := range n.Inputs {
		m := g.producer(name, "Mul")
		if m == nil {
			continue
		}
		from, constant, ok := g.operands(m)
		if v, one := g.number(constant); ok && one && v == 1 {
			n.Inputs[i] = from
			g.uses[from]++
			g.uses[name]--
			g.sweep(name)
		}
	}
}

// hardSwish finds x·clip(x+3, 0, 6)/6.
func (g *graph) hardSwish(n *onnx.Node) {
	product, divisor, ok := g.operands(n)
	if v, one := g.number(divisor); !ok || n.Op != "Div" || !one || v != 6 {
		return
	}
	mul := g.producer(product, "Mul")
	if mul == nil || len(mul.Inputs) != 2 {
		return
	}
	for i, clipped := range mul.Inputs {
		x := mul.Inputs[1-i]
		clip := g.producer(clipped, "Clip")
		if clip == nil || !g.clipsToSix(clip) {
			continue
		}
		sum := g.producer(clip.Inputs[0], "Add")
		if sum == nil {
			continue
		}
		from, three, ok := g.operands(sum)
		if v, one := g.number(three); ok && one && v == 3 && from == x {
			g.become(n, "HardSwish", x)
			g.sweep(product)
			return
		}
	}
}

// clipsToSix reads the bounds, which are operands or, in older graphs, settings.
func (g *graph) clipsToSix(n *onnx.Node) bool {
	low, high := n.Number("min", -1), n.Number("max", -1)
	if len(n.Inputs) == 3 {
		low, _ = g.number(n.Inputs[1])
		high, _ = g.number(n.Inputs[2])
	}
	return low == 0 && high == 6
}

// swish finds x·sigmoid(x).
func (g *graph) swish(n *onnx.Node) {
	if n.Op != "Mul" || len(n.Inputs) != 2 {
		return
	}
	for i, name := range n.Inputs {
		s := g.producer(name, "Sigmoid")
		if s != nil && s.Inputs[0] == n.Inputs[1-i] {
			g.become(n, "Swish", n.Inputs[1-i])
			g.sweep(name)
			return
		}
	}
}

// addZoomed finds x + zoomed y, which needs no zoomed picture in memory.
func (g *graph) addZoomed(n *onnx.Node) {
	if n.Op != "Add" || len(n.Inputs) != 2 {
		return
	}
	for i, name := range n.Inputs {
		zoom := g.producer(name, "Resize")
		if zoom == nil || g.uses[name] != 1 || len(zoom.Inputs) != 3 || g.constants[n.Inputs[1-i]] != nil {
			continue
		}
		x := n.Inputs[1-i]
		n.Op, n.Attributes = "AddResize", zoom.Attributes
		n.Inputs = []string{zoom.Inputs[0], x, zoom.Inputs[2]}
		g.uses[n.Inputs[0]]++
		g.uses[n.Inputs[2]]++
		g.uses[name]--
		g.sweep(name)
		return
	}
}

// gate finds x·y + x and makes it x·(y + 1): y is one number a channel, and the
// sum of them costs nothing, in time and in memory.
func (g *graph) gate(n *onnx.Node) {
	if n.Op != "Add" || len(n.Inputs) != 2 {
		return
	}
	for i, name := range n.Inputs {
		x, product := n.Inputs[1-i], g.producer(name, "Mul")
		if product == nil || g.uses[name] != 1 || len(product.Inputs) != 2 {
			continue
		}
		for j, factor := range product.Inputs {
			if product.Inputs[1-j] != x || factor == x {
				continue
			}
			g.constants[one] = &onnx.Tensor{Shape: []int{1}, Floats: []float32{1}}
			g.uses[one]++
			g.uses[x]-- // by the product
			product.Op, product.Inputs = "Add", []string{factor, one}
			n.Op, n.Inputs = "Mul", []string{x, name}
			return
		}
	}
}

// one names the constant of that value.
const one = "one of gates"

// normalize finds (x − mean) / √(mean((x − mean)²) + ε) over the last dimension.
func (g *graph) normalize(n *onnx.Node) {
	if n.Op != "Div" || len(n.Inputs) != 2 {
		return
	}
	centred := g.producer(n.Inputs[0], "Sub")
	root := g.producer(n.Inputs[1], "Sqrt")
	if centred == nil || root == nil || len(centred.Inputs) != 2 {
		return
	}
	x, mean := centred.Inputs[0], g.mean(centred.Inputs[1])
	sum := g.producer(root.Inputs[0], "Add")
	if mean == nil || mean.Inputs[0] != x || sum == nil {
		return
	}
	variance, constant, ok := g.operands(sum)
	epsilon, one := g.number(constant)
	squares := g.mean(variance)
	if !ok || !one || squares == nil {
		return
	}
	power := g.producer(squares.Inputs[0], "Pow")
	if power == nil || power.Inputs[0] != n.Inputs[0] {
		return
	}
	if _, exponent, ok := g.operands(power); !ok || g.constants[exponent] == nil {
		return
	} else if v, one := g.number(exponent); !one || v != 2 {
		return
	}
	inputs := n.Inputs
	g.become(n, "Normalize", x)
	n.Attributes["epsilon"] = onnx.Attribute{Float: epsilon}
	g.sweep(inputs[1])
	g.sweep(inputs[0])
}

// mean is the node that averages over the last dimension for name.
func (g *graph) mean(name string) *onnx.Node {
	n := g.producer(name, "ReduceMean")
	if n == nil {
		return nil
	}
	if axes := n.Attributes["axes"].Ints; len(axes) != 1 || axes[0] != -1 {
		return nil
	}
	return n
}

// scaleHardSwish puts a scale and a shift by one number into the HardSwish
// before them.
func (g *graph) scaleHardSwish(n *onnx.Node) {
	from, constant, ok := g.operands(n)
	v, one := g.number(constant)
	if !ok || !one || n.Op != "Mul" && n.Op != "Add" || g.uses[from] != 1 {
		return
	}
	h := g.producer(from, "HardSwish")
	if h == nil {
		return
	}
	scale, shift := h.Number("scale", 1), h.Number("shift", 0)
	if n.Op == "Mul" {
		scale, shift = scale*v, shift*v
	} else {
		shift += v
	}
	h.Attributes["scale"], h.Attributes["shift"] = onnx.Attribute{Float: scale}, onnx.Attribute{Float: shift}
	g.replace(n, h)
}
