package cli

import (
	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/credential"
	"github.com/docextract/docextract/internal/render"
)

type configOptions struct {
	factory    *Factory
	name       string
	value      string
	showOrigin bool
	output     formatFlag
}

// NewConfig is the group of commands for settings.
func NewConfig(f *Factory) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show and change settings",
		Long: `Show and change settings. A flag counts before the environment, the environment
before the file, the file before the default. A profile names a service.`,
		Args: arguments(cobra.NoArgs, "config needs one of: list, get, set, path"),
		Example: examples(
			"docextract config list --show-origin", "all settings, and where each comes from",
			"docextract config set profile local", "back to the server inside this program",
		),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newConfigList(f), newConfigGet(f), newConfigSet(f), newConfigPath(f))
	return cmd
}

func newConfigList(f *Factory) *cobra.Command {
	o := &configOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the settings in force",
		Args:    arguments(cobra.NoArgs, "config list takes no arguments"),
		Example: examples("docextract config list --show-origin", "all settings, and where each comes from"),
		RunE:    func(*cobra.Command, []string) error { return runConfigList(o) },
	}
	cmd.Flags().BoolVar(&o.showOrigin, "show-origin", false, "tell where each value comes from")
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

func newConfigGet(f *Factory) *cobra.Command {
	o := &configOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "get NAME",
		Short:   "Print the value of a setting",
		Args:    arguments(cobra.ExactArgs(1), "config get needs the NAME of a setting"),
		Example: examples("docextract config get profile", "the profile in force"),
		RunE: func(_ *cobra.Command, args []string) error {
			o.name = args[0]
			return runConfigGet(o)
		},
		ValidArgsFunction: completeSettingNames,
	}
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

func newConfigSet(f *Factory) *cobra.Command {
	o := &configOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "set NAME VALUE",
		Short: "Change a setting in the file",
		Long: `Change a setting in the file. With -p the setting is that profile's, which comes
into being where there is none. An empty value removes the setting.`,
		Args: arguments(cobra.ExactArgs(2), "config set needs the NAME of a setting and a VALUE"),
		Example: examples(
			"docextract config set profile local", "back to the server inside this program",
			"docextract config set document_type receipt -p shop", "read what goes to the profile shop as receipts",
			"docextract config set base_url https://extract.example.com -p office", "a service of one's own",
		),
		RunE: func(_ *cobra.Command, args []string) error {
			o.name, o.value = args[0], args[1]
			return runConfigSet(o)
		},
		ValidArgsFunction: completeChanges,
	}
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

func newConfigPath(f *Factory) *cobra.Command {
	o := &configOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "path",
		Short:   "Print where the file of settings is",
		Args:    arguments(cobra.NoArgs, "config path takes no arguments"),
		Example: examples("docextract config path", "the file, whether or not it exists"),
		RunE:    func(*cobra.Command, []string) error { return runConfigPath(o) },
	}
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	exitStatus(cmd, ExitOK)
	return cmd
}

func completeSettingNames(_ *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	return settingNames(args, prefix, func(config.Setting) bool { return true })
}

// completeChanges offers the settings that the file can hold, and then the
// words for a value.
func completeChanges(_ *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 1 {
		if s, ok := config.Find(args[0]); ok {
			return begins(s.Values, prefix), cobra.ShellCompDirectiveNoFileComp
		}
	}
	return settingNames(args, prefix, func(s config.Setting) bool {
		return !s.Sensitive && s.In(config.InFile|config.InProfile)
	})
}

func settingNames(args []string, prefix string, offered func(config.Setting) bool) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, s := range config.Settings() {
		if offered(s) {
			names = append(names, s.Name)
		}
	}
	return begins(names, prefix), cobra.ShellCompDirectiveNoFileComp
}

type settingObject struct {
	Name   string  `json:"name"`
	Value  *string `json:"value"`
	Origin string  `json:"origin"`
	From   *string `json:"from"`
}

func newSettingObject(v config.Value) settingObject {
	text := v.Text
	if v.Setting.Sensitive && text != "" {
		text = credential.Mask(text)
	}
	return settingObject{v.Setting.Name, nullable(text), string(v.Origin), nullable(v.From)}
}

func runConfigList(o *configOptions) error {
	c, err := o.factory.Config()
	if err != nil {
		return err
	}
	var list []settingObject
	for _, s := range config.Settings() {
		list = append(list, newSettingObject(c.Value(s.Name)))
	}
	columns := []render.Column{{Title: "NAME"}, {Title: "VALUE"}}
	if o.showOrigin {
		columns = append(columns, render.Column{Title: "ORIGIN"})
	}
	return writeList(o.factory.Streams, o.output.format, list, columns, func(s settingObject) []string {
		row := []string{s.Name, orDash(s.Value)}
		if !o.showOrigin {
			return row
		}
		origin := s.Origin
		if s.From != nil {
			origin += " " + *s.From
		}
		return append(row, origin)
	})
}

func runConfigGet(o *configOptions) error {
	c, err := o.factory.Config()
	if err != nil {
		return err
	}
	s, ok := config.Find(o.name)
	if !ok {
		return usagef("`docextract config list` names them", "no setting is called %q", o.name)
	}
	setting := newSettingObject(c.Value(s.Name))
	text := ""
	if v := setting.Value; v != nil {
		text = *v
	}
	return writeOne(o.factory.Streams, o.output.format, setting, text)
}

type pathObject struct {
	Path string `json:"path"`
}

func runConfigPath(o *configOptions) error {
	path := o.factory.configPath()
	return writeOne(o.factory.Streams, o.output.format, pathObject{path}, path)
}

func runConfigSet(o *configOptions) error {
	c, err := o.factory.Config()
	if err != nil {
		return err
	}
	return c.Set(changedSettings(o.factory.command)[config.Profile], o.name, o.value)
}

func nullable(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
