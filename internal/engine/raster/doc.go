// Package raster opens pictures of pages (JPEG, PNG, TIFF, WebP, BMP) as grey
// pixels, and turns, straightens and resizes them. It reads no text.
//
// What a picture would take in memory is known from its head and bounded before
// anything is decoded.
package raster
