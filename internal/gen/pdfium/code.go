package main

import (
	"encoding/binary"
	"fmt"
)

// Opcodes with operands that matter here, of the WebAssembly core
// specification, version 2 with exception handling.
const (
	opBlock        = 0x02
	opLoop         = 0x03
	opIf           = 0x04
	opThrow        = 0x08
	opEnd          = 0x0b
	opBr           = 0x0c
	opBrIf         = 0x0d
	opBrTable      = 0x0e
	opCall         = 0x10
	opCallIndirect = 0x11
	opReturnCall   = 0x12
	opReturnCallI  = 0x13
	opSelectTyped  = 0x1c
	opTryTable     = 0x1f
	opLocalGet     = 0x20
	opTableSet     = 0x26
	opFirstMemory  = 0x28 // i32.load
	opLastMemory   = 0x3e // i64.store32
	opMemorySize   = 0x3f
	opMemoryGrow   = 0x40
	opI32Const     = 0x41
	opI64Const     = 0x42
	opF32Const     = 0x43
	opF64Const     = 0x44
	opRefNull      = 0xd0
	opRefFunc      = 0xd2
	opBulk         = 0xfc
	opVector       = 0xfd
)

// instruction is one of a function's, as far as it names functions.
type instruction struct {
	op       byte
	function int // the index, of those that name one
	// from and to are where the operand stands in the code.
	from, to int
}

// reader reads the binary format. The first failure stays.
type reader struct {
	data []byte
	at   int
	err  error
}

func (r *reader) byte() byte {
	if r.at >= len(r.data) {
		r.fail("it ends too early")
		return 0
	}
	r.at++
	return r.data[r.at-1]
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data)-r.at {
		r.fail("it ends too early")
		return nil
	}
	r.at += n
	return r.data[r.at-n : r.at]
}

// unsigned reads a LEB128 number.
func (r *reader) unsigned() int {
	v, n := binary.Uvarint(r.data[min(r.at, len(r.data)):])
	if n <= 0 || v > 1<<62 {
		r.fail("a number is broken")
		return 0
	}
	r.at += n
	return int(v)
}

// signed reads a signed LEB128 number.
func (r *reader) signed() int64 {
	var v int64
	for shift := uint(0); ; shift += 7 {
		b := r.byte()
		v |= int64(b&0x7f) << shift
		if b&0x80 == 0 {
			if shift < 57 && b&0x40 != 0 {
				v |= -1 << (shift + 7)
			}
			return v
		}
		if shift > 63 {
			r.fail("a number is too long")
			return 0
		}
	}
}

func (r *reader) name() string { return string(r.bytes(r.unsigned())) }

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("the module cannot be read at byte %d: %s", r.at, what)
	}
	r.at = len(r.data)
}

// instructions reads the body of a function and hands out what it is made of.
func instructions(body []byte, visit func(instruction)) error {
	r := &reader{data: body}
	for range r.unsigned() { // locals
		r.unsigned()
		r.byte()
	}
	for r.err == nil && r.at < len(r.data) {
		i := instruction{op: r.byte()}
		i.from = r.at
		r.operands(&i)
		i.to = r.at
		if r.err == nil {
			visit(i)
		}
	}
	return r.err
}

// operands reads what follows an opcode.
func (r *reader) operands(i *instruction) {
	switch op := i.op; {
	case op == opI32Const, op == opI64Const:
		r.signed()
	case op == opCall, op == opReturnCall, op == opRefFunc:
		i.function = r.unsigned()
	case op >= opFirstMemory && op <= opLastMemory:
		r.memory()
	case op == opBlock, op == opLoop, op == opIf, op == opMemorySize, op == opMemoryGrow, op == opRefNull:
		r.signed()
	case op == opThrow, op == opBr, op == opBrIf, op >= opLocalGet && op <= opTableSet:
		r.unsigned()
	case op == opCallIndirect, op == opReturnCallI:
		r.unsigned()
		r.unsigned()
	case op == opF32Const:
		r.bytes(4)
	case op == opF64Const:
		r.bytes(8)
	case op == opBrTable:
		for range r.unsigned() + 1 {
			r.unsigned()
		}
	case op == opSelectTyped:
		r.bytes(r.unsigned())
	case op == opTryTable:
		r.catches()
	case op == opBulk:
		r.bulk()
	case op == opVector:
		r.vector()
	case op <= 0x01, op == 0x05, op == 0x0a, op == 0x0b, op == 0x0f, op == 0x1a, op == 0x1b, op >= 0x45 && op <= 0xc4, op == 0xd1:
	default:
		r.fail(fmt.Sprintf("opcode %#x is not known", op))
	}
}

// memory reads alignment and offset.
func (r *reader) memory() {
	r.unsigned()
	r.unsigned()
}

// catches reads what a try_table has to say.
func (r *reader) catches() {
	r.signed()
	for range r.unsigned() {
		if kind := r.byte(); kind < 2 { // catch and catch_ref name a tag
			r.unsigned()
		}
		r.unsigned()
	}
}

func (r *reader) bulk() {
	switch op := r.unsigned(); {
	case op <= 7: // conversions
	case op == 8, op == 10, op == 12, op == 14:
		r.unsigned()
		r.unsigned()
	case op == 9, op == 11, op == 13, op >= 15 && op <= 17:
		r.unsigned()
	default:
		r.fail(fmt.Sprintf("opcode 0xfc %d is not known", op))
	}
}

func (r *reader) vector() {
	switch op := r.unsigned(); {
	case op <= 11, op == 92, op == 93: // loads and stores
		r.memory()
	case op == 12, op == 13: // a constant, a shuffle
		r.bytes(16)
	case op >= 21 && op <= 34: // a lane
		r.byte()
	case op >= 84 && op <= 91: // loads and stores of a lane
		r.memory()
		r.byte()
	case op <= 275:
	default:
		r.fail(fmt.Sprintf("opcode 0xfd %d is not known", op))
	}
}
