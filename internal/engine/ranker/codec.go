package ranker

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// The format: the magic, the vocabulary, then experts, policies and
// calibrations by name in alphabetical order, each list after its length, all
// little-endian.
const magic = "DXR1"

// Bounds of what is read, far above what is written.
const (
	mostNames = 64
	mostTrees = 2000
	mostDepth = 8
	mostKnots = 256
)

var errBroken = errors.New("not a ranker's model, or one that is cut short")

// Encode writes a model; the same model always gives the same bytes.
func Encode(m *Model) ([]byte, error) {
	w := &writer{}
	w.put([]byte(magic))
	w.put(m.Vocabulary)
	w.count(len(m.Experts))
	for _, name := range slices.Sorted(maps.Keys(m.Experts)) {
		w.name(name)
		w.expert(m.Experts[name])
	}
	w.count(len(m.Policies))
	for _, name := range slices.Sorted(maps.Keys(m.Policies)) {
		w.name(name)
		w.put(uint8(m.Policies[name]))
	}
	w.count(len(m.Calibrations))
	for _, name := range slices.Sorted(maps.Keys(m.Calibrations)) {
		w.name(name)
		w.count(len(m.Calibrations[name]))
		for _, c := range m.Calibrations[name] {
			w.short(len(c))
			w.put([]Knot(c))
		}
	}
	if w.err != nil {
		return nil, fmt.Errorf("encode the ranker: %w", w.err)
	}
	data := w.buffer.Bytes()
	if _, err := Decode(data); err != nil {
		return nil, fmt.Errorf("encode the ranker: %w", err)
	}
	return data, nil
}

type writer struct {
	buffer bytes.Buffer
	err    error
}

func (w *writer) put(v any) {
	if w.err == nil {
		w.err = binary.Write(&w.buffer, binary.LittleEndian, v)
	}
}

// count writes a length of one byte.
func (w *writer) count(n int) {
	if n > math.MaxUint8 {
		w.err = fmt.Errorf("%d of something, more than the format holds", n)
	}
	w.put(uint8(n)) //nolint:gosec // no longer than that, or w.err is set
}

// short writes a length of two bytes.
func (w *writer) short(n int) {
	if n > math.MaxUint16 {
		w.err = fmt.Errorf("%d of something, more than the format holds", n)
	}
	w.put(uint16(n)) //nolint:gosec // no longer than that, or w.err is set
}

func (w *writer) name(s string) {
	w.count(len(s))
	w.put([]byte(s))
}

func (w *writer) expert(e *Expert) {
	depth := 0
	if len(e.Trees) > 0 {
		depth = depthOf(len(e.Trees[0].Leaves))
	}
	w.count(e.Features)
	w.count(depth)
	w.short(len(e.Trees))
	w.put(e.Base)
	for _, t := range e.Trees {
		w.put(t.Splits)
		w.put(t.Leaves)
	}
}

func depthOf(leaves int) int {
	depth := 0
	for 1<<depth < leaves {
		depth++
	}
	return depth
}

// Decode reads a model, and refuses one that would not be safe to use.
func Decode(data []byte) (*Model, error) {
	r := &reader{rest: bytes.NewReader(data)}
	head := make([]byte, len(magic))
	r.get(head)
	if r.err != nil || string(head) != magic {
		return nil, errBroken
	}
	m := &Model{Experts: map[string]*Expert{}, Policies: map[string]Policy{}, Calibrations: map[string][]Calibration{}}
	r.get(&m.Vocabulary)
	for range r.count(mostNames) {
		name := r.name()
		m.Experts[name] = r.expert()
	}
	for range r.count(mostNames) {
		name := r.name()
		m.Policies[name] = Policy(r.byte())
	}
	for range r.count(mostNames) {
		name := r.name()
		for range r.count(int(media)) {
			m.Calibrations[name] = append(m.Calibrations[name], r.calibration())
		}
	}
	if r.err != nil || r.rest.Len() > 0 {
		return nil, errBroken
	}
	return m, nil
}

// reader reads until something is wrong, and nothing after that.
type reader struct {
	rest *bytes.Reader
	err  error
}

func (r *reader) get(v any) {
	if r.err == nil {
		r.err = binary.Read(r.rest, binary.LittleEndian, v)
	}
}

func (r *reader) byte() uint8 {
	var b uint8
	r.get(&b)
	return b
}

func (r *reader) short() uint16 {
	var n uint16
	r.get(&n)
	return n
}

// count reads a length of one byte that may be at most the bound.
func (r *reader) count(most int) int {
	n := int(r.byte())
	if n > most {
		r.err = errBroken
	}
	if r.err != nil {
		return 0
	}
	return n
}

func (r *reader) name() string {
	text := make([]byte, r.byte())
	r.get(text)
	return string(text)
}

func (r *reader) expert() *Expert {
	e := &Expert{Features: int(r.byte())}
	depth, trees := int(r.byte()), int(r.short())
	r.get(&e.Base)
	if depth > mostDepth || trees > mostTrees || !finite(e.Base) {
		r.err = errBroken
	}
	for range trees {
		if r.err != nil {
			return e
		}
		t := r.tree(depth)
		if slices.ContainsFunc(t.Splits, func(s Split) bool { return int(s.Feature) >= e.Features }) ||
			slices.ContainsFunc(t.Leaves, func(v float32) bool { return !finite(v) }) {
			r.err = errBroken
		}
		e.Trees = append(e.Trees, t)
	}
	return e
}

// tree reads splits of five bytes and leaves of four. It is the bulk of a model,
// and read at the start of the program: without reflection.
func (r *reader) tree(depth int) Tree {
	t := Tree{Splits: make([]Split, 1<<depth-1), Leaves: make([]float32, 1<<depth)}
	raw := make([]byte, 5*len(t.Splits)+4*len(t.Leaves))
	r.get(raw)
	number := func() float32 {
		v := math.Float32frombits(binary.LittleEndian.Uint32(raw))
		raw = raw[4:]
		return v
	}
	for i := range t.Splits {
		t.Splits[i].Feature, raw = raw[0], raw[1:]
		t.Splits[i].Threshold = number()
	}
	for i := range t.Leaves {
		t.Leaves[i] = number()
	}
	return t
}

func (r *reader) calibration() Calibration {
	n := int(r.short())
	if n > mostKnots {
		r.err = errBroken
	}
	if r.err != nil {
		return nil
	}
	c := make(Calibration, n)
	r.get([]Knot(c))
	if !c.valid() {
		r.err = errBroken
	}
	return c
}

func finite(v float32) bool { return !math.IsNaN(float64(v)) && !math.IsInf(float64(v), 0) }
