package payment

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// charset is the character set of a number in EPC069-12, nil for UTF-8.
func charset(number string) encoding.Encoding {
	switch number {
	case "2":
		return charmap.ISO8859_1
	case "3":
		return charmap.ISO8859_2
	case "4":
		return charmap.ISO8859_4
	case "5":
		return charmap.ISO8859_5
	case "6":
		return charmap.ISO8859_7
	case "7":
		return charmap.ISO8859_10
	case "8":
		return charmap.ISO8859_15
	}
	return nil
}

// decode turns bytes that stand for themselves into text. Text that holds more
// than bytes was decoded by the code's own declaration; bytes that are UTF-8
// are taken for that whatever the payload says, because some writers do not
// mean what they declare and no name looks like UTF-8 by chance.
func decode(text string, set encoding.Encoding) string {
	bytes := make([]byte, 0, len(text))
	for _, r := range text {
		if r > 0xff {
			return text
		}
		bytes = append(bytes, byte(r)) //nolint:gosec // it is no more than 0xff
	}
	switch {
	case utf8.Valid(bytes):
		return string(bytes)
	case set == nil:
		return text
	}
	decoded, err := set.NewDecoder().Bytes(bytes)
	if err != nil {
		return text
	}
	return string(decoded)
}
