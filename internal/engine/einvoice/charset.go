package einvoice

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decode turns UTF-16 into UTF-8 and takes away the byte order mark. Other
// encodings are turned by charsetReader, when the XML declaration names them.
func decode(r io.Reader) (io.Reader, error) {
	buffered := bufio.NewReader(r)
	head, err := buffered.Peek(4)
	if err != nil && len(head) == 0 {
		return nil, fmt.Errorf("reading the first bytes: %w", err)
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, err := buffered.Discard(3)
		return buffered, err
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00")):
		return transform.NewReader(buffered, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()), nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<")):
		return transform.NewReader(buffered, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()), nil
	}
	return buffered, nil
}

// charsetReader turns the encodings that invoices are found in into UTF-8.
func charsetReader(label string, r io.Reader) (io.Reader, error) {
	var from encoding.Encoding
	switch strings.ToLower(strings.TrimSpace(label)) {
	case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be":
		return r, nil // decode has turned UTF-16 already
	case "iso-8859-1", "latin1", "windows-1252", "cp1252":
		from = charmap.Windows1252 // what says Latin 1 and uses the euro sign means this
	case "iso-8859-2":
		from = charmap.ISO8859_2
	case "windows-1250":
		from = charmap.Windows1250
	case "iso-8859-15":
		from = charmap.ISO8859_15
	default:
		return nil, fmt.Errorf("the encoding %q is not known", clip(label))
	}
	return from.NewDecoder().Reader(r), nil
}
