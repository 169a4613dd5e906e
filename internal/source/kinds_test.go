package source

import (
	"strings"
	"testing"
)

func TestKnownHead(t *testing.T) {
	for name, tt := range map[string]struct {
		head string
		want bool
	}{
		"PDF":               {"%PDF-1.7\n", true},
		"PDF after a mail":  {strings.Repeat("x", 900) + "%PDF-1.4", true},
		"XML":               {`<?xml version="1.0"?>`, true},
		"XML, marked":       {"\xef\xbb\xbf<?xml", true},
		"XML in UTF-16":     {"\xff\xfe<\x00?\x00x\x00m\x00", true},
		"JPEG":              {"\xff\xd8\xff\xe0\x00\x10JFIF", true},
		"PNG":               {"\x89PNG\r\n\x1a\n", true},
		"TIFF, Intel":       {"II*\x00", true},
		"TIFF, Motorola":    {"MM\x00*", true},
		"WebP":              {"RIFF\x00\x00\x00\x00WEBPVP8 ", true},
		"BMP":               {"BM\x36\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00", true},
		"HEIC":              {"\x00\x00\x00\x18ftypheic", true},
		"nothing":           {"", false},
		"text":              {"BMW sells cars of many kinds", false},
		"a web page":        {"<!DOCTYPE html><html>", false},
		"an audio file":     {"RIFF\x00\x00\x00\x00WAVEfmt ", false},
		"a film":            {"\x00\x00\x00\x18ftypmp42", false},
		"an office archive": {"PK\x03\x04", false},
	} {
		if got := knownHead([]byte(tt.head)); got != tt.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
