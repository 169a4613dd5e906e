package ocr

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"
	"sync/atomic"
	"unsafe"

	"github.com/tetratelabs/wazero/api"

	"github.com/docextract/docextract/internal/engine/wasm"
)

// segmentation is how Tesseract takes a page apart (its --psm).
type segmentation int32

const (
	columns    segmentation = 3 // fully automatic
	singleText segmentation = 6 // one block of text lines
)

// instance is one Tesseract with its memory and the models it has loaded. One
// goroutine uses it at a time.
type instance struct {
	module    api.Module
	memory    *wasm.Memory
	languages string // as Tesseract writes them: "fra+eng"
	cancel    *int32 // in the instance's memory
	// broken says that a call failed: the instance cannot be used again.
	broken bool
}

var (
	errStopped = errors.New("the reading was stopped")
	errMemory  = errors.New("no memory is left for Tesseract")
)

// newInstance loads the models of languages into a fresh module.
func newInstance(ctx context.Context, module api.Module, memory *wasm.Memory, languages string) (*instance, error) {
	i := &instance{module: module, memory: memory, languages: languages}
	if err := i.load(ctx); err != nil {
		return nil, errors.Join(err, module.Close(ctx))
	}
	return i, nil
}

func (i *instance) load(ctx context.Context) error {
	if _, err := i.call(ctx, "_initialize"); err != nil { // runs C++'s constructors
		return err
	}
	for language := range strings.SplitSeq(i.languages, "+") {
		data, err := model(language)
		if err != nil {
			return err
		}
		if err := i.addModel(ctx, language, data); err != nil {
			return err
		}
	}
	names, err := i.put(ctx, append([]byte(i.languages), 0))
	if err != nil {
		return err
	}
	switch status, err := i.call(ctx, "ocr_init", names, 1); {
	case err != nil:
		return err
	case int32(status) != 0: //nolint:gosec // an i32 by the module's interface
		return fmt.Errorf("starting Tesseract for %s: status %d", i.languages, int32(status)) //nolint:gosec // as above
	}
	if err := i.drop(ctx, names); err != nil {
		return err
	}
	if _, err := i.call(ctx, "ocr_drop_models"); err != nil {
		return err
	}
	address, err := i.call(ctx, "ocr_cancel_flag")
	if err != nil {
		return err
	}
	flag, err := i.view(address, 4)
	if err != nil {
		return err
	}
	i.cancel = (*int32)(unsafe.Pointer(&flag[0])) // aligned by C's rules, and the memory never moves
	return nil
}

func (i *instance) addModel(ctx context.Context, language string, data []byte) error {
	name, err := i.put(ctx, append([]byte(language), 0))
	if err != nil {
		return err
	}
	at, err := i.put(ctx, data)
	if err != nil {
		return err
	}
	if _, err := i.call(ctx, "ocr_add_model", name, at, uint64(len(data))); err != nil {
		return err
	}
	return errors.Join(i.drop(ctx, name), i.drop(ctx, at))
}

// recognise reads the words of a part of the picture. When the context ends it
// stops at the next word; what comes before the first word, the analysis of the
// page, is bounded by the number of pixels.
func (i *instance) recognise(ctx context.Context, img *image.Gray, dpi int, mode segmentation) ([]word, error) {
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		atomic.StoreInt32(i.cancel, 1)
		i.memory.Expire()
	})
	words, err := i.read(context.WithoutCancel(ctx), img, dpi, mode)
	if !stop() {
		<-stopped
		i.broken = true // its memory cannot grow any more
		return nil, fmt.Errorf("%w: %w", errStopped, context.Cause(ctx))
	}
	if err != nil {
		i.broken = true
		if i.memory.Refused() {
			return nil, fmt.Errorf("%w: %w", errMemory, err)
		}
	}
	return words, err
}

func (i *instance) read(ctx context.Context, img *image.Gray, dpi int, mode segmentation) ([]word, error) {
	size := img.Bounds().Size()
	at, err := i.put(ctx, packed(img))
	if err != nil {
		return nil, err
	}
	if _, err := i.call(ctx, "ocr_set_image", at, uint64(size.X), uint64(size.Y), uint64(size.X), uint64(dpi)); err != nil { //nolint:gosec // sizes of a picture
		return nil, err
	}
	if err := i.drop(ctx, at); err != nil {
		return nil, err
	}
	count, err := i.call(ctx, "ocr_recognise", uint64(mode)) //nolint:gosec // one of the constants above
	if err != nil {
		return nil, err
	}
	if int32(count) < 0 { //nolint:gosec // an i32 by the module's interface
		return nil, errors.New("the picture could not be read by Tesseract")
	}
	length, err := i.call(ctx, "ocr_result_size")
	if err != nil {
		return nil, err
	}
	at, err = i.call(ctx, "ocr_result")
	if err != nil {
		return nil, err
	}
	data, err := i.view(at, length)
	if err != nil {
		return nil, err
	}
	words, err := decodeWords(data)
	if err != nil {
		return nil, err
	}
	_, err = i.call(ctx, "ocr_clear")
	return words, err
}

// packed are the pixels row by row without gaps.
func packed(img *image.Gray) []byte {
	size := img.Bounds().Size()
	if img.Stride == size.X {
		return img.Pix[:size.X*size.Y]
	}
	out := make([]byte, 0, size.X*size.Y)
	for y := range size.Y {
		out = append(out, img.Pix[y*img.Stride:][:size.X]...)
	}
	return out
}

// call calls a function of the module. Its results are 32 bits wide, and the
// upper half of what comes back is not promised to be clean.
func (i *instance) call(ctx context.Context, name string, arguments ...uint64) (uint64, error) {
	f := i.module.ExportedFunction(name)
	if f == nil {
		return 0, fmt.Errorf("the module has no function %s", name)
	}
	results, err := f.Call(ctx, arguments...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	if len(results) == 0 {
		return 0, nil
	}
	return results[0] & 0xffff_ffff, nil
}

// put copies data into the instance.
func (i *instance) put(ctx context.Context, data []byte) (uint64, error) {
	at, err := i.call(ctx, "ocr_alloc", uint64(len(data)))
	if err != nil {
		return 0, err
	}
	if at == 0 {
		return 0, fmt.Errorf("%w: %d bytes", errMemory, len(data))
	}
	room, err := i.view(at, uint64(len(data)))
	if err != nil {
		return 0, err
	}
	copy(room, data)
	return at, nil
}

func (i *instance) drop(ctx context.Context, at uint64) error {
	_, err := i.call(ctx, "ocr_free", at)
	return err
}

// view is a part of the instance's memory.
func (i *instance) view(at, length uint64) ([]byte, error) {
	data, ok := i.module.Memory().Read(uint32(at), uint32(length)) //nolint:gosec // addresses have 32 bits
	if !ok {
		return nil, fmt.Errorf("the module names memory that it has not: %d bytes at %#x", length, at)
	}
	return data, nil
}
