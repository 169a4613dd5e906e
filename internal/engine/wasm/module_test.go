package wasm

import (
	"bytes"
	"crypto/sha256"
	"testing"
)

func TestOutline(t *testing.T) {
	head := []byte{0, 'a', 's', 'm', 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7f, 3, 3, 2, 0, 0}
	code := []byte{10, 14, 2, 7, 0, 0x41, 1, 0x41, 2, 0x6a, 0x0b, 4, 0, 0x41, 3, 0x0b} // 1+2, and 3
	tail := []byte{0, 3, 1, 'x', 1}
	got, err := outline(bytes.Join([][]byte{head, code, tail}, nil))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(code[2:])
	want := bytes.Join([][]byte{head, {0, 39, 6}, []byte("bodies"), sum[:], {10, 9, 2, 3, 0, 0, 0x0b, 3, 0, 0, 0x0b}, tail}, nil)
	if !bytes.Equal(got, want) {
		t.Errorf("%x, want %x", got, want)
	}
	for name, poor := range map[string][]byte{
		"nothing": nil, "no size": append(head, 10), "too large a section": append(head, 10, 7, 1),
		"too many functions": append(head, 10, 1, 9), "no count": append(head, 10, 0),
	} {
		if got, err := outline(poor); err == nil {
			t.Errorf("%s: %x", name, got)
		}
	}
}

// The outline of what is understood is understood.
func FuzzOutline(f *testing.F) {
	f.Add([]byte{0, 'a', 's', 'm', 1, 0, 0, 0, 10, 6, 1, 4, 0, 0x41, 3, 0x0b})
	f.Fuzz(func(t *testing.T, module []byte) {
		got, err := outline(module)
		if err != nil {
			return
		}
		if _, err := outline(got); err != nil {
			t.Errorf("%x: %v", got, err)
		}
	})
}
