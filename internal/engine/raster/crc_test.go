package raster_test

import (
	"encoding/binary"
	"hash/crc32"
)

// crc is the check sum of a PNG's chunk.
func crc(chunk []byte) []byte { return binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(chunk)) }
