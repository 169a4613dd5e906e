package ledger

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/docextract/docextract/internal/api"
)

// maxBody is the longest answer that is read back, in bytes: a ledger somebody
// tampered with must not fill the memory.
const maxBody = 256 << 20

// compress is the service's answer as it is kept, which makes a result of
// twenty kilobytes one of two. Where the service is in this process and sent
// none it is what it would have sent.
func compress(x api.Extraction) ([]byte, error) {
	body := x.Raw
	if body == nil {
		var err error
		if body, err = api.EncodePoll(x); err != nil {
			return nil, fmt.Errorf("keep the result of extraction %s: %w", x.ID, err)
		}
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(body)
	err = errors.Join(err, z.Close())
	return b.Bytes(), err
}

// decompress reads an answer back.
func decompress(id string, data []byte) (api.Extraction, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return api.Extraction{}, fmt.Errorf("read extraction %s from the ledger: %w", id, err)
	}
	body, err := io.ReadAll(io.LimitReader(z, maxBody))
	if err != nil {
		return api.Extraction{}, fmt.Errorf("read extraction %s from the ledger: %w", id, err)
	}
	x, err := api.DecodePoll(id, body)
	x.ID, x.Raw = id, body
	return x, err
}
