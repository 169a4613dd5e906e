package pdfium

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/tetratelabs/wazero/api"

	"github.com/docextract/docextract/internal/engine/wasm"
)

// Instance is one PDFium with its memory. One goroutine uses it at a time.
type Instance struct {
	module    api.Module
	memory    *wasm.Memory
	files     *files
	functions map[string]api.Function
	arguments [8]uint64 // of the call being made, and its result
	// room is a piece of the instance's memory for what functions write, at the
	// address roomAt.
	room   []byte
	roomAt int
	err    error
}

// roomSize is enough for a matrix, a box, and most names.
const roomSize = 512

var (
	errMemory  = errors.New("no memory is left for PDFium")
	errAddress = errors.New("PDFium names memory that it has not")
)

// newInstance starts PDFium in a module that was just made.
func newInstance(m api.Module, memory *wasm.Memory, files *files) *Instance {
	i := &Instance{module: m, memory: memory, files: files, functions: map[string]api.Function{}}
	i.call("_initialize") // C++'s constructors
	i.call("FPDF_InitLibrary")
	i.roomAt = i.alloc(roomSize)
	i.room = i.view(i.roomAt, roomSize) // the memory grows, and never moves
	return i
}

// Memory is the instance's own.
func (i *Instance) Memory() *wasm.Memory { return i.memory }

// Err is the failure that ended the instance, nil as long as it is sound.
func (i *Instance) Err() error { return i.err }

// Close frees the instance's memory.
func (i *Instance) Close() error { return i.module.Close(context.Background()) }

// call calls a function of the module by its name.
func (i *Instance) call(name string, arguments ...int) int {
	return i.invoke(i.function(name), arguments...)
}

// function looks a function up; with its name it is remembered, as looking up
// takes long.
func (i *Instance) function(name string) api.Function {
	f, ok := i.functions[name]
	if !ok {
		f = i.module.ExportedFunction(name)
		i.functions[name] = f
	}
	return f
}

// invoke calls a function whose arguments are integers and addresses, and gives
// the integer or address that it returns.
func (i *Instance) invoke(f api.Function, arguments ...int) int {
	return int(int32(uint32(i.raw(f, arguments)))) //nolint:gosec // an i32 by the module's interface
}

// number calls a function that returns a floating-point number.
func (i *Instance) number(name string, arguments ...int) float64 {
	return math.Float64frombits(i.raw(i.function(name), arguments))
}

func (i *Instance) raw(f api.Function, arguments []int) uint64 {
	if i.err != nil {
		return 0
	}
	for k, a := range arguments {
		i.arguments[k] = uint64(uint32(a)) //nolint:gosec // an i32 by the module's interface
	}
	if err := f.CallWithStack(context.Background(), i.arguments[:]); err != nil {
		i.err = fmt.Errorf("%s: %w", f.Definition().Name(), err)
		return 0
	}
	return i.arguments[0]
}

// alloc takes memory of the instance's, for free.
func (i *Instance) alloc(size int) int {
	at := i.call("malloc", size)
	if at == 0 && i.err == nil {
		i.err = fmt.Errorf("%w: %d bytes", errMemory, size)
	}
	return at
}

func (i *Instance) free(at int) { i.call("free", at) }

// view is a part of the instance's memory; it is empty after a failure.
func (i *Instance) view(at, size int) []byte {
	if i.err != nil {
		return nil
	}
	data, ok := i.module.Memory().Read(uint32(at), uint32(size)) //nolint:gosec // addresses have 32 bits
	if !ok {
		i.err = fmt.Errorf("%w: %d bytes at %#x", errAddress, size, at)
	}
	return data
}

// written is what a function writes that says how long it is, and writes
// nothing where there is too little room. The data is the instance's.
func (i *Instance) written(write func(at, room int) int) []byte {
	size := write(i.roomAt, roomSize)
	if size <= roomSize {
		return i.room[:max(size, 0)]
	}
	at := i.alloc(size)
	defer i.free(at)
	write(at, size)
	return i.view(at, size)
}

// float32 is the number that was written at an offset in the room.
func (i *Instance) float32(offset int) float64 {
	return float64(math.Float32frombits(binary.LittleEndian.Uint32(i.room[offset:])))
}

func (i *Instance) float64(offset int) float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(i.room[offset:]))
}

func (i *Instance) int32(offset int) int {
	return int(int32(binary.LittleEndian.Uint32(i.room[offset:]))) //nolint:gosec // it was written as one
}
