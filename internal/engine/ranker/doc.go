// Package ranker tells how likely a candidate for a field is right: boosted
// decision trees over numbers that describe shapes, places, neighbours and
// checks, and a calibration that was measured on documents the trees had never
// seen. The model is numbers only; internal/gen/train makes it. The package
// finds no candidates and knows no document.
package ranker
