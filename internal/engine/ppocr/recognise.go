package ppocr

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"sync"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ppocr/nn"
)

// The reading network takes lines of lineHeight pixels. Wider ones than
// maxWidth are squeezed.
const (
	lineHeight = 48
	maxWidth   = 1600
)

var errFault = errors.New("a fault in the program")

// readLines reads the lines with as many workers as are idle, at least one.
func (r *Reader) readLines(ctx context.Context, nets *networks, img *image.Gray, lines []line, o Options) ([]document.Word, error) {
	workers, err := r.idle(ctx)
	if err != nil {
		return nil, err
	}
	alphabets := o.alphabets()
	words := make([]readings, len(lines))
	failed := make([]error, len(workers))
	var group sync.WaitGroup
	for first, w := range workers {
		group.Go(func() {
			defer func() {
				// A fault here would end the program, not only this picture.
				if p := recover(); p != nil {
					failed[first] = fmt.Errorf("%w: %v", errFault, p)
				}
				r.readers <- w
			}()
			for i := first; i < len(lines) && failed[first] == nil; i += len(workers) {
				words[i], failed[first] = nets.readLine(ctx, w, cut(img, lines[i], o.Layout == Receipt), alphabets)
			}
		})
	}
	group.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, fmt.Errorf("read a line: %w", err)
	}
	all := joined(words, "")
	if len(alphabets) > 1 {
		if language := o.Detect(all); alphabets[language] != nil {
			all = joined(words, language)
		}
	}
	return all, nil
}

// readings are the words of a line by the language whose alphabet they were
// read with.
type readings map[string][]document.Word

func joined(lines []readings, language string) []document.Word {
	var all []document.Word
	for _, l := range lines {
		all = append(all, l[language]...)
	}
	return all
}

// alphabets are those to read with, by language: under "" the one that is sure
// to be allowed, and with it all others where one is still to be chosen.
func (o Options) alphabets() map[string]*alphabet {
	all := map[string]*alphabet{"": newAlphabet(o.Languages)}
	if len(o.Languages) == 0 && o.Detect != nil {
		for _, language := range accented() {
			all[language] = newAlphabet([]string{language})
		}
	}
	return all
}

// idle waits for a worker and takes those that are idle besides.
func (r *Reader) idle(ctx context.Context) ([]*nn.Worker, error) {
	var workers []*nn.Worker
	select {
	case w := <-r.readers:
		workers = append(workers, w)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	for {
		select {
		case w := <-r.readers:
			workers = append(workers, w)
		default:
			return workers, nil
		}
	}
}

func (n *networks) readLine(ctx context.Context, w *nn.Worker, c crop, alphabets map[string]*alphabet) (readings, error) {
	input, width := recognitionInput(c.grey)
	words := make(readings, len(alphabets))
	err := w.Run(ctx, n.recognition, input, func(t *nn.Tensor) error {
		steps := t.Shape[1]
		places := scaleOf{left: float64(c.box.Min.X), step: float64(input.Shape[3]) / float64(steps) * float64(c.box.Dx()) / float64(width)}
		for language, allowed := range alphabets {
			words[language] = makeWords(allowed.decode(t.Data, steps), c, places)
		}
		return nil
	})
	return words, err
}

// recognitionInput is three equal planes of -1 to 1, the line on the left and
// zeros on the right, and the line's width in them.
func recognitionInput(grey *image.Gray) (t *nn.Tensor, width int) {
	size := grey.Bounds().Size()
	width = int(math.Ceil(lineHeight * float64(size.X) / float64(size.Y)))
	width = min(max(width, lineHeight), maxWidth)
	padded := (width + stride - 1) / stride * stride
	t = &nn.Tensor{Shape: []int{1, 3, lineHeight, padded}, Data: make([]float32, 3*lineHeight*padded)}
	plane := t.Data[:lineHeight*padded]
	for i, v := range scale(grey, grey.Bounds(), width, lineHeight) {
		plane[i/width*padded+i%width] = v/127.5 - 1
	}
	copy(t.Data[len(plane):], plane)
	copy(t.Data[2*len(plane):], plane)
	return t, width
}
