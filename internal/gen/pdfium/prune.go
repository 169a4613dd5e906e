package main

import (
	"bytes"
	"fmt"
)

// prune takes out of a module the functions that cannot be reached from the
// exports of the given names, nor through the table, and all other exports of
// functions.
func prune(wasm []byte, names map[string]bool) ([]byte, error) {
	m, err := parse(wasm)
	if err != nil {
		return nil, err
	}
	m.exports = keep(m.exports, names)
	live, err := m.reachable()
	if err != nil {
		return nil, err
	}
	return m.encode(live)
}

func keep(all []export, names map[string]bool) []export {
	var kept []export
	for _, e := range all {
		if e.kind != 0 || names[e.name] {
			kept = append(kept, e)
		}
	}
	return kept
}

// reachable tells for each function, by its index, whether it may be called.
// Any function in the table may, as the code reckons the places in it.
func (m *module) reachable() ([]bool, error) {
	live := make([]bool, m.imports+len(m.functions))
	var todo []int
	mark := func(index int) {
		if !live[index] {
			live[index] = true
			todo = append(todo, index)
		}
	}
	for i := range m.imports {
		live[i] = true
	}
	for _, e := range m.exports {
		if e.kind == 0 {
			mark(e.index)
		}
	}
	for _, index := range m.elements {
		mark(index)
	}
	for len(todo) > 0 {
		index := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if index < m.imports {
			continue
		}
		err := instructions(m.functions[index-m.imports].body, func(i instruction) {
			if i.namesFunction() {
				mark(i.function)
			}
		})
		if err != nil {
			return nil, fmt.Errorf("function %d: %w", index, err)
		}
	}
	return live, nil
}

func (i instruction) namesFunction() bool {
	return i.op == opCall || i.op == opReturnCall || i.op == opRefFunc
}

// encode writes the module with the live functions alone, under new indexes.
func (m *module) encode(live []bool) ([]byte, error) {
	renamed := make([]int, len(live))
	next := 0
	for index, ok := range live {
		if ok {
			renamed[index] = next
			next++
		}
	}
	var out bytes.Buffer
	out.WriteString(preamble)
	for _, s := range m.sections {
		data := s.data
		switch s.id {
		case sectionCustom: // names and notes of the tools
			continue
		case sectionFunction:
			data = m.encodeFunctions(live)
		case sectionExport:
			data = m.encodeExports(renamed)
		case sectionElement:
			data = m.encodeElements(renamed)
		case sectionCode:
			var err error
			if data, err = m.encodeCode(live, renamed); err != nil {
				return nil, err
			}
		}
		out.WriteByte(s.id)
		out.Write(appendUnsigned(nil, len(data)))
		out.Write(data)
	}
	return out.Bytes(), nil
}

func (m *module) encodeFunctions(live []bool) []byte {
	var list []byte
	n := 0
	for i, f := range m.functions {
		if live[m.imports+i] {
			list = appendUnsigned(list, f.typeIndex)
			n++
		}
	}
	return append(appendUnsigned(nil, n), list...)
}

func (m *module) encodeExports(renamed []int) []byte {
	data := appendUnsigned(nil, len(m.exports))
	for _, e := range m.exports {
		if e.kind == 0 {
			e.index = renamed[e.index]
		}
		data = append(appendUnsigned(data, len(e.name)), e.name...)
		data = appendUnsigned(append(data, e.kind), e.index)
	}
	return data
}

func (m *module) encodeElements(renamed []int) []byte {
	data := []byte{1, 0, opI32Const}
	data = append(appendSigned(data, m.table), opEnd)
	data = appendUnsigned(data, len(m.elements))
	for _, index := range m.elements {
		data = appendUnsigned(data, renamed[index])
	}
	return data
}

func (m *module) encodeCode(live []bool, renamed []int) ([]byte, error) {
	var code []byte
	n := 0
	for k, f := range m.functions {
		if !live[m.imports+k] {
			continue
		}
		n++
		var body []byte
		copied := 0
		err := instructions(f.body, func(i instruction) {
			if i.namesFunction() {
				body = append(body, f.body[copied:i.from]...)
				body = appendUnsigned(body, renamed[i.function])
				copied = i.to
			}
		})
		if err != nil {
			return nil, fmt.Errorf("function %d: %w", m.imports+k, err)
		}
		body = append(body, f.body[copied:]...)
		code = append(appendUnsigned(code, len(body)), body...)
	}
	return append(appendUnsigned(nil, n), code...), nil
}
