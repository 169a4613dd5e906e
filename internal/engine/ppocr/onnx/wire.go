package onnx

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Wire types of protocol buffers.
const (
	wireVarint  = 0
	wireFixed64 = 1
	wireBytes   = 2
	wireFixed32 = 5
)

var errTruncated = errors.New("the message ends early")

// field is one field of a message: a number or bytes, by its wire type.
type field struct {
	number, wire int
	value        uint64
	data         []byte
}

// walk calls visit for each field of a message.
func walk(message []byte, visit func(field) error) error {
	for len(message) > 0 {
		key, n := binary.Uvarint(message)
		if n <= 0 {
			return errTruncated
		}
		message = message[n:]
		if key>>3 > math.MaxInt32 {
			return fmt.Errorf("field number %d", key>>3)
		}
		f := field{number: int(key >> 3), wire: int(key & 7)}
		used, err := f.fill(message)
		if err != nil {
			return err
		}
		message = message[used:]
		if err := visit(f); err != nil {
			return err
		}
	}
	return nil
}

// fill reads the field's content and tells how many bytes it took.
func (f *field) fill(message []byte) (used int, err error) {
	switch f.wire {
	case wireVarint:
		f.value, used = binary.Uvarint(message)
		if used <= 0 {
			return 0, errTruncated
		}
		return used, nil
	case wireFixed64:
		if len(message) < 8 {
			return 0, errTruncated
		}
		f.value = binary.LittleEndian.Uint64(message)
		return 8, nil
	case wireFixed32:
		if len(message) < 4 {
			return 0, errTruncated
		}
		f.value = uint64(binary.LittleEndian.Uint32(message))
		return 4, nil
	case wireBytes:
		size, n := binary.Uvarint(message)
		if n <= 0 || size > uint64(len(message)-n) { //nolint:gosec // n ≤ len
			return 0, errTruncated
		}
		end := n + int(size) //nolint:gosec // no more than the message's length
		f.data = message[n:end]
		return end, nil
	}
	return 0, fmt.Errorf("wire type %d", f.wire)
}

// integers appends a repeated integer field, packed or one by one.
func (f *field) integers(to []int64) ([]int64, error) {
	if f.wire != wireBytes {
		if len(to) >= maxElements {
			return nil, errTooLarge
		}
		return append(to, int64(f.value)), nil //nolint:gosec // protobuf's int64 is two's complement
	}
	for data := f.data; len(data) > 0; {
		v, n := binary.Uvarint(data)
		if n <= 0 {
			return nil, errTruncated
		}
		if len(to) >= maxElements {
			return nil, errTooLarge
		}
		to = append(to, int64(v)) //nolint:gosec // protobuf's int64 is two's complement
		data = data[n:]
	}
	return to, nil
}
