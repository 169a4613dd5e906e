package cli

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
)

func TestTheFirstUploadBeyondThisMachineIsSaidOnce(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	said := func(s config.Service) bool {
		streams, _, _, errOut := iostreams.Test("HOME=" + home)
		NewFactory(streams, "").announceUpload(s)
		return strings.Contains(errOut.String(), s.BaseURL) && errOut.Len() > 0
	}
	acme := config.Service{Name: "acme", BaseURL: "https://acme.example"}
	moved := config.Service{Name: "acme", BaseURL: "https://other.example"}
	for i, step := range []struct {
		service config.Service
		want    bool
	}{
		{config.Service{Name: "local"}, false},
		{config.Service{Name: "near", BaseURL: "http://127.0.0.1:8765"}, false},
		{acme, true},
		{acme, false},
		{moved, true},
		{acme, false},
	} {
		if got := said(step.service); got != step.want {
			t.Errorf("step %d: said %v, want %v", i, got, step.want)
		}
	}
}
