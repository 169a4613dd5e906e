package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/docextract/docextract/internal/atomicfile"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// card says what a model is, beside it.
type card struct {
	SHA256     string         `json:"sha256"`
	Vocabulary string         `json:"vocabulary"`
	Documents  map[string]int `json:"documents"` // trained on, by what they were read from
	Experts    map[string]int `json:"experts"`   // trees
}

// save writes model.bin and, as model.json, what it is.
func save(folder string, model *ranker.Model, documents []document) error {
	data, err := ranker.Encode(model)
	if err != nil {
		return err
	}
	c := card{SHA256: fmt.Sprintf("%x", sha256.Sum256(data)), Vocabulary: fmt.Sprintf("%016x", model.Vocabulary), Documents: map[string]int{}, Experts: map[string]int{}}
	for _, d := range documents {
		c.Documents[[...]string{"text layers", "scans", "slips"}[d.medium]]++
	}
	for name, e := range model.Experts {
		c.Experts[name] = len(e.Trees)
	}
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	if err := atomicfile.Write(filepath.Join(folder, "model.bin"), data, 0o755); err != nil {
		return err
	}
	return atomicfile.Write(filepath.Join(folder, "model.json"), append(text, '\n'), 0o755)
}
