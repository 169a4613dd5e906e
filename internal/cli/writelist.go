package cli

import (
	"fmt"

	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/render"
)

// writeList writes things of one kind: an array, a line each, or a table of
// the cells that row gives.
func writeList[T any](s *iostreams.Streams, f format, list []T, columns []render.Column, row func(T) []string) error {
	switch f {
	case formatJSON:
		return render.JSON(s.Out, list)
	case formatNDJSON:
		for _, v := range list {
			if err := render.Line(s.Out, v); err != nil {
				return err
			}
		}
		return nil
	default:
		rows := make([][]string, 0, len(list))
		for _, v := range list {
			cells := row(v)
			for i := range cells {
				cells[i] = iostreams.Clean(cells[i])
			}
			rows = append(rows, cells)
		}
		return render.Grid(s.Out, columns, rows)
	}
}

// writeOne writes one value: as an object, or as a line of text.
func writeOne[T any](s *iostreams.Streams, f format, v T, text string) error {
	switch f {
	case formatJSON:
		return render.JSON(s.Out, v)
	case formatNDJSON:
		return render.Line(s.Out, v)
	default:
		_, err := fmt.Fprintln(s.Out, text)
		return err
	}
}

func orDash(s *string) string {
	if s == nil || *s == "" {
		return "-"
	}
	return *s
}
