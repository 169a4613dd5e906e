package pdfium

import (
	"context"
	"io"
	"sync"

	"github.com/tetratelabs/wazero/api"
)

// readBlock is the name by which PDFium asks for a piece of a file.
const readBlock = "FPDF_FILEACCESS_CB"

// provide makes what the module imports. All but the reading of files is for
// functions that are never called, such as those for filling in forms: it does
// nothing.
func (l *Library) provide(ctx context.Context) error {
	const environment = "env"
	host := l.runtime.NewHostModuleBuilder(environment)
	for _, f := range l.compiled.ImportedFunctions() {
		from, name, _ := f.Import()
		if from != environment {
			continue
		}
		does := api.GoModuleFunc(nothing)
		if name == readBlock {
			does = l.files.readBlock
		}
		host.NewFunctionBuilder().WithGoModuleFunction(does, f.ParamTypes(), f.ResultTypes()).Export(name)
	}
	_, err := host.Instantiate(ctx)
	return err
}

// nothing answers 0, where there is an answer.
func nothing(_ context.Context, _ api.Module, stack []uint64) {
	if len(stack) > 0 {
		stack[0] = 0
	}
}

// files are those that documents are being read from, by the number that
// PDFium knows each by.
type files struct {
	mu   sync.Mutex
	last int
	open map[int]io.ReaderAt
}

func (f *files) add(src io.ReaderAt) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.open == nil {
		f.open = map[int]io.ReaderAt{}
	}
	f.last++
	f.open[f.last] = src
	return f.last
}

func (f *files) remove(number int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.open, number)
}

func (f *files) get(number int) io.ReaderAt {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.open[number]
}

// readBlock fills a part of the instance's memory from a file: the arguments
// are its number, the place in it, the address, and the size. 0 says that it
// could not.
func (f *files) readBlock(_ context.Context, m api.Module, stack []uint64) {
	number, from, at, size := int(uint32(stack[0])), int64(uint32(stack[1])), uint32(stack[2]), uint32(stack[3]) //nolint:gosec // i32 all
	stack[0] = 0
	room, ok := m.Memory().Read(at, size)
	src := f.get(number)
	if !ok || src == nil {
		return
	}
	if n, _ := src.ReadAt(room, from); n == len(room) {
		stack[0] = uint64(size)
	}
}
