package ranker

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"strings"
)

//go:embed model.bin
var embedded []byte

// Medium is what a document was read from; confidence is calibrated for each.
type Medium int

// The media.
const (
	TextLayer Medium = iota // words as they are stored in the file
	Scan                    // recognised on a page
	Slip                    // recognised on a till's slip
	media
)

// Policy says what the trees may decide for a field beyond its confidence,
// where they were better at it than the rules on documents never seen.
type Policy uint8

// The powers, to be combined.
const (
	Reorder Policy = 1 << iota // the most probable candidate comes first
	Drop                       // no candidate is given where none is more probable
)

// Model is the experts by name, and what was measured of them.
type Model struct {
	// Vocabulary is the hash of the features' names that the experts were
	// trained on: with others their numbers mean nothing.
	Vocabulary uint64
	Experts    map[string]*Expert
	// Policies are by field, 0 where the rules alone decide.
	Policies map[string]Policy
	// Calibrations are by expert and medium.
	Calibrations map[string][]Calibration
}

// Embedded is the model that the program carries.
func Embedded() (*Model, error) {
	m, err := Decode(embedded)
	if err != nil {
		return nil, fmt.Errorf("the embedded ranker: %w", err)
	}
	return m, nil
}

// Probability is how likely a candidate with the features x is right. It is
// false where the model has no such expert, or one for other features.
func (m *Model) Probability(expert string, on Medium, x []float32) (float64, bool) {
	e := m.Experts[expert]
	if e == nil || e.Features != len(x) {
		return 0, false
	}
	odds := e.LogOdds(x)
	if c := m.Calibrations[expert]; int(on) < len(c) {
		return c[on].Probability(odds), true
	}
	return Probability(odds), true
}

// Vocabulary is the hash of the names of features, and of how many follow
// them without a name.
func Vocabulary(names string, more int) uint64 {
	h := fnv.New64a()
	_, _ = fmt.Fprintf(h, "%s +%d", strings.Join(strings.Fields(names), " "), more) // a hash does not fail
	return h.Sum64()
}
