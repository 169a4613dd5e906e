package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/sample"
)

func TestEachDocumentBecomesAPicture(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", filepath.Join(os.TempDir(), "docextract-test-cache"))
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "scanned")
	pdf, truth, err := sample.Generate(5, sample.Options{Language: "en", Layout: "letterhead", Lines: 2})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(map[string]sample.Truth{"a.pdf": truth, "b.xml": truth})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"a.pdf": pdf, "b.xml": []byte("<x/>"), "truth.json": text} {
		if err := os.WriteFile(filepath.Join(in, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := run(t.Context(), []string{"-out", out, "-seed", "3", in}); err != nil {
		t.Fatal(err)
	}
	first, err := os.ReadFile(filepath.Join(out, "a.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(first)); err != nil || c.Height < c.Width || c.Width < 1000 {
		t.Errorf("a picture of %d × %d (%v)", c.Width, c.Height, err)
	}
	var named map[string]json.RawMessage
	answers, err := os.ReadFile(filepath.Join(out, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(answers, &named); err != nil || len(named) != 1 || named["a.jpg"] == nil {
		t.Errorf("answers for %d documents (%v)", len(named), err)
	}
	if err := run(t.Context(), []string{"-out", out, "-seed", "3", in}); err != nil {
		t.Fatal(err)
	}
	if again, err := os.ReadFile(filepath.Join(out, "a.jpg")); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same seed gave another picture (%v)", err)
	}
}

func TestWear(t *testing.T) {
	t.Parallel()
	page := image.NewGray(image.Rect(0, 0, 60, 40))
	for i := range page.Pix {
		page.Pix[i] = 255
	}
	page.SetGray(30, 20, color.Gray{})
	for name, c := range map[string]struct {
		wear       wear
		dark, pale int // the least and the most of the bare paper
	}{
		"none":   {wear{paper: 1, ink: 1}, 255, 255},
		"grey":   {wear{paper: 0.6, ink: 1}, 150, 156},
		"shadow": {wear{paper: 1, ink: 1, shadow: 0.5}, 125, 255},
		"fax":    {wear{paper: 0.9, ink: 1, noise: 0.02, fax: true}, 255, 255},
	} {
		out := c.wear.on(page, rand.New(rand.NewPCG(1, 1)))
		for x := range 25 {
			if v := int(out.GrayAt(x*2, 3).Y); v < c.dark || v > c.pale {
				t.Errorf("%s: paper of %d at %d", name, v, x*2)
			}
		}
		if name != "shadow" && out.GrayAt(30, 20).Y > 100 {
			t.Errorf("%s: the ink is gone", name)
		}
	}
	if b := blurred(page, 1); b.GrayAt(30, 20).Y == 0 || b.GrayAt(31, 20).Y == 255 {
		t.Error("the blur spreads nothing")
	}
}

func TestAnyWearIsWithinReason(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(2, 2))
	for range 200 {
		w := anyWear(dice)
		if w.dpi < 100 || w.dpi > 300 || w.slope < -3 || w.slope > 3 || w.quality < 20 || w.paper*w.ink < 0.3 {
			t.Fatalf("%+v", w)
		}
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{}, {"-out", "x"}, {"-out", "x", "-every", "0", "y"}, {"-out", "x", t.TempDir()}} {
		if err := run(t.Context(), args); err == nil {
			t.Errorf("%v was taken", args)
		}
	}
}
