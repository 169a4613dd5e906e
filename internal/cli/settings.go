package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/docextract/docextract/internal/config"
)

// addSettings declares the flags of the settings of those names. Their values
// are read through config, which knows the precedence.
func addSettings(flags *pflag.FlagSet, names ...string) {
	for _, name := range names {
		s, ok := config.Find(name)
		if !ok || s.Flag == "" {
			panic("cli: the setting " + name + " has no flag") // a slip in the program, never in its use
		}
		addSetting(flags, s)
	}
}

func addSetting(flags *pflag.FlagSet, s config.Setting) {
	if s.Kind == config.Bool {
		flags.BoolP(s.Flag, s.Short, s.Default == strconv.FormatBool(true), s.Description)
		return
	}
	flags.VarP(&settingValue{setting: s}, s.Flag, s.Short, describeSetting(s))
}

// describeSetting is the flag's line in the help.
func describeSetting(s config.Setting) string {
	text := s.Description
	if len(s.Values) > 0 {
		text += ": " + strings.Join(s.Values, ", ")
	}
	return text
}

// settingValue is a flag that holds a setting's text and checks it at once.
type settingValue struct {
	setting config.Setting
	text    string
}

var _ pflag.Value = (*settingValue)(nil)

func (v *settingValue) String() string { return v.text }
func (v *settingValue) Type() string   { return v.setting.Placeholder }
func (v *settingValue) Set(text string) error {
	if err := v.setting.Check(text); err != nil {
		return err
	}
	v.text = text
	return nil
}

// changedSettings are the values that the command line gives.
func changedSettings(cmd *cobra.Command) map[string]string {
	given := map[string]string{}
	if cmd == nil {
		return given
	}
	for _, s := range config.Settings() {
		if s.Flag == "" {
			continue
		}
		if flag := cmd.Flags().Lookup(s.Flag); flag != nil && flag.Changed {
			given[s.Name] = flag.Value.String()
		}
	}
	return given
}
