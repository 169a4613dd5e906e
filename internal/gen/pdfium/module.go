package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// The sections that are read, by their numbers.
const (
	sectionCustom   = 0
	sectionImport   = 2
	sectionFunction = 3
	sectionExport   = 7
	sectionStart    = 8
	sectionElement  = 9
	sectionCode     = 10
)

// preamble is the magic number and the version.
const preamble = "\x00asm\x01\x00\x00\x00"

// function is one of the module's own.
type function struct {
	typeIndex int
	body      []byte // without its length
}

// export is a name of something; kind 0 is a function.
type export struct {
	name  string
	kind  byte
	index int
}

// module is a WebAssembly module, as far as pruning it needs to know.
type module struct {
	sections  []section
	imports   int // functions; their indexes come before the module's own
	functions []function
	exports   []export
	table     int // where the elements begin in the table
	elements  []int
}

type section struct {
	id   byte
	data []byte
}

func parse(wasm []byte) (*module, error) {
	if !bytes.HasPrefix(wasm, []byte(preamble)) {
		return nil, errors.New("this is no WebAssembly module")
	}
	m := &module{}
	r := &reader{data: wasm, at: len(preamble)}
	for r.err == nil && r.at < len(wasm) {
		s := section{id: r.byte()}
		s.data = r.bytes(r.unsigned())
		m.sections = append(m.sections, s)
		inner := &reader{data: s.data}
		m.section(s.id, inner)
		if inner.err != nil {
			return nil, fmt.Errorf("section %d: %w", s.id, inner.err)
		}
	}
	return m, r.err
}

func (m *module) section(id byte, r *reader) {
	switch id {
	case sectionImport:
		for range r.unsigned() {
			_, _ = r.name(), r.name()
			if kind := r.byte(); kind != 0 {
				r.fail(fmt.Sprintf("an import of kind %d", kind))
			}
			r.unsigned()
			m.imports++
		}
	case sectionFunction:
		for range r.unsigned() {
			m.functions = append(m.functions, function{typeIndex: r.unsigned()})
		}
	case sectionExport:
		for range r.unsigned() {
			m.exports = append(m.exports, export{r.name(), r.byte(), r.unsigned()})
		}
	case sectionElement:
		m.readElements(r)
	case sectionStart:
		r.fail("a function that runs at the start is not provided for")
	case sectionCode:
		if n := r.unsigned(); n != len(m.functions) {
			r.fail(fmt.Sprintf("there are %d bodies for %d functions", n, len(m.functions)))
		}
		for i := range m.functions {
			m.functions[i].body = r.bytes(r.unsigned())
		}
	}
}

// readElements reads the one list of functions that the table is filled with.
func (m *module) readElements(r *reader) {
	if segments, flags := r.unsigned(), r.unsigned(); segments != 1 || flags != 0 {
		r.fail("the table is filled in another way")
	}
	m.table = constant(r)
	for range r.unsigned() {
		m.elements = append(m.elements, r.unsigned())
	}
}

// constant reads an expression of one constant.
func constant(r *reader) int {
	if r.byte() != opI32Const {
		r.fail("an address is no constant")
	}
	v := r.signed()
	if r.byte() != 0x0b {
		r.fail("an expression does not end")
	}
	return int(v)
}

// appendUnsigned appends a LEB128 number.
func appendUnsigned(b []byte, v int) []byte {
	return binary.AppendUvarint(b, uint64(v)) //nolint:gosec // counts and indexes are not negative
}

// appendSigned appends a signed LEB128 number that is not negative: where its
// last byte would have the sign's bit one more follows.
func appendSigned(b []byte, v int) []byte {
	b = appendUnsigned(b, v)
	if last := len(b) - 1; b[last]&0x40 != 0 {
		b[last] |= 0x80
		b = append(b, 0)
	}
	return b
}
