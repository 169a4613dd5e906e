package local

import (
	"slices"
	"testing"

	"github.com/docextract/docextract/internal/config"
)

// The setting allows the modes that there are, by their names.
func TestTheSettingAllowsTheModes(t *testing.T) {
	t.Parallel()
	setting, _ := config.Find(config.Local)
	want := []string{string(ModeAuto), string(ModeProcess), string(ModeBackground)}
	if !slices.Equal(setting.Values, want) || setting.Default != string(ModeAuto) {
		t.Errorf("the setting allows %q, the modes are %q", setting.Values, want)
	}
}
