package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/credential"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/render"
)

type authOptions struct {
	factory  *Factory
	baseURL  string
	insecure bool
	output   formatFlag
}

// NewAuth is the group of commands for the keys of services.
func NewAuth(f *Factory) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "auth",
		Short: "Store the key of a service",
		Args:  arguments(cobra.NoArgs, "auth needs one of: login, logout, status"),
		Example: examples(
			"docextract auth login", "store the key of the hosted service, and use it",
			"docextract auth status", "which service is in use",
		),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newAuthLogin(f), newAuthLogout(f), newAuthStatus(f))
	return cmd
}

func newAuthLogin(f *Factory) *cobra.Command {
	o := &authOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "login",
		Short: "Store the key of a service and use that service",
		Long: `Store the key of a service and use that service from now on. The key is asked for
without showing it, or read from standard input, and tried before it is stored:
in the system's keyring or, with --insecure-storage, in a file that only its
owner can read. It is given to the base URL it was stored for and to no other.`,
		Args: arguments(cobra.NoArgs, "auth login takes no arguments; a key is never typed on the command line"),
		Example: examples(
			"docextract auth login", "the hosted service",
			"docextract auth login -p office --base-url https://extract.example.com", "a server of one's own",
			"pass show docextract | docextract auth login", "with the key from a password manager",
		),
		RunE: func(cmd *cobra.Command, _ []string) error { return runAuthLogin(cmd.Context(), o) },
	}
	cmd.Flags().StringVar(&o.baseURL, "base-url", "", "`URL` of the service (default the profile's, or the hosted service)")
	cmd.Flags().BoolVar(&o.insecure, "insecure-storage", false, "store the key in a file (0600) instead of the keyring")
	addSettings(cmd.Flags(), config.InsecureHTTP, config.Timeout)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitUnauthorized, ExitUnavailable, ExitInterrupted)
	return cmd
}

func newAuthLogout(f *Factory) *cobra.Command {
	o := &authOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "logout",
		Short:   "Forget the stored key of a service",
		Args:    arguments(cobra.NoArgs, "auth logout takes no arguments"),
		Example: examples("docextract auth logout -p office", "forget the key of the profile office"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runAuthLogout(cmd.Context(), o) },
	}
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

func newAuthStatus(f *Factory) *cobra.Command {
	o := &authOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "status",
		Short:   "Show the service in use and whether there is a key for it",
		Args:    arguments(cobra.NoArgs, "auth status takes no arguments"),
		Example: examples("docextract auth status", "the service in use"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runAuthStatus(cmd.Context(), o) },
	}
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitUnauthorized)
	return cmd
}

func runAuthLogin(ctx context.Context, o *authOptions) error {
	f := o.factory
	c, err := f.Config()
	if err != nil {
		return err
	}
	profile, err := o.target(c)
	if err != nil {
		return err
	}
	if c.Value(config.NoInput).Bool() && f.Streams.InTTY {
		return usagef("pipe the key: pass show KEY | docextract auth login", "--no-input: the key cannot be asked for")
	}
	if c.Value(config.Offline).Bool() {
		return usagef("leave out --offline", "offline: the key cannot be tried")
	}
	key, err := f.Streams.ReadSecret(ctx, fmt.Sprintf("Key for %s: ", profile.BaseURL))
	if err != nil {
		return secretError(err)
	}
	if key = credential.Clean(key); key == "" {
		return usagef("", "the key is empty")
	}
	if err := f.tryKey(ctx, c, profile, key); err != nil {
		return err
	}
	where, err := f.Credentials().Set(ctx, profile.Name, profile.BaseURL, key, o.insecure)
	if err != nil {
		return storeError(err)
	}
	if err := c.Set(profile.Name, config.BaseURL, profile.BaseURL); err != nil {
		return err
	}
	if profile.InsecureHTTP {
		if err := c.Set(profile.Name, config.InsecureHTTP, "true"); err != nil {
			return err
		}
	}
	if err := c.Use(profile.Name); err != nil {
		return err
	}
	fmt.Fprintf(f.Streams.Err, "The key %s works and is stored in the %s.\nThe profile %q (%s) is in use now.\nBack to the local server: docextract config set profile local\n",
		credential.Mask(key), where, profile.Name, profile.BaseURL)
	o.warnShadowed(c, profile.Name)
	return nil
}

// warnShadowed says when something else still decides for another profile.
func (o *authOptions) warnShadowed(c *config.Config, profile string) {
	s, err := c.WithoutFlags().Service()
	if err == nil && s.ChosenBy == config.FromEnv && s.Name != profile {
		fmt.Fprintf(o.factory.Streams.Err, "warning: a DOCEXTRACT_ variable in the environment decides for the profile %q before that\n", s.Name)
	}
}

// target is the profile to log in to: the one named, or hosted.
func (o *authOptions) target(c *config.Config) (config.Service, error) {
	name := changedSettings(o.factory.command)[config.Profile]
	if name == "" {
		name = config.HostedProfile
	}
	s := c.Named(name)
	s.InsecureHTTP = c.Value(config.InsecureHTTP).Bool()
	if o.baseURL != "" {
		s.BaseURL = strings.TrimRight(o.baseURL, "/")
	}
	switch {
	case name == config.LocalProfile || name == config.EnvironmentProfile:
		return s, usagef("choose another name with -p", "the profile %q takes no key", name)
	case s.BaseURL == "":
		return s, usagef("docextract auth login -p "+name+" --base-url URL", "the profile %q is new: where is its service?", name)
	}
	setting, _ := config.Find(config.BaseURL)
	if err := setting.Check(s.BaseURL); err != nil {
		return s, usagef("", "--base-url: %v", err)
	}
	return s, nil
}

// tryKey makes a call that needs a good key.
func (f *Factory) tryKey(ctx context.Context, c *config.Config, p config.Service, key string) error {
	svc, err := f.dial(p, key, c.Value(config.Timeout).Duration(), nil)
	if err != nil {
		return err
	}
	defer svc.Close()
	if _, err = svc.AwaitingPoll(ctx, ""); err == nil {
		return nil
	}
	e := *api.AsError(err)
	if e.Kind == api.KindUnauthorized || e.Kind == api.KindForbidden {
		e.Hint = "the key was not stored; check it, and the address " + p.BaseURL
	} else {
		e.Message = "the key could not be tried and was not stored: " + e.Message
	}
	return &e
}

func secretError(err error) error {
	if errors.Is(err, iostreams.ErrNoSecret) {
		return usagef("type it when asked, or pipe it in", "%v", err)
	}
	return err
}

func storeError(err error) error {
	const instead = "add --insecure-storage to store it in a file that only you can read,\nor set DOCEXTRACT_API_KEY"
	switch {
	case errors.Is(err, credential.ErrSilent):
		return usagef("unlock it, or "+instead, "the key works and was not stored: %v", credential.ErrSilent)
	case errors.Is(err, credential.ErrNoKeyring):
		return usagef(instead, "the key works, but there is no keyring to store it in")
	}
	return fmt.Errorf("store the key: %w", err)
}

func runAuthLogout(ctx context.Context, o *authOptions) error {
	f := o.factory
	_, s, err := f.service()
	if err != nil {
		return err
	}
	err = f.Credentials().Delete(ctx, s.Name)
	switch {
	case errors.Is(err, credential.ErrNone):
		fmt.Fprintf(f.Streams.Err, "no key is stored for the profile %q\n", s.Name)
	case err != nil:
		return fmt.Errorf("forget the key: %w", err)
	default:
		fmt.Fprintf(f.Streams.Err, "the key of the profile %q is forgotten\n", s.Name)
	}
	return nil
}

type authObject struct {
	Profile   string  `json:"profile"`
	ChosenBy  string  `json:"chosen_by"`
	BaseURL   *string `json:"base_url"`
	Key       *string `json:"key"`
	KeyOrigin *string `json:"key_origin"`
	// unknown is true where there may be a key that cannot be had.
	unknown bool
}

func runAuthStatus(ctx context.Context, o *authOptions) error {
	f := o.factory
	_, s, err := f.service()
	if err != nil {
		return err
	}
	var trouble error // with a key_file, a key_command or the keyring
	object := authObject{Profile: s.Name, ChosenBy: string(s.ChosenBy), BaseURL: nullable(s.BaseURL)}
	if !s.IsLocal() {
		key, source, err := f.key(ctx, s)
		if err != nil && api.KindOf(err) != api.KindUnauthorized {
			return err
		}
		if errors.Unwrap(err) != nil {
			trouble, object.unknown = err, true
		}
		if key != "" {
			object.Key, object.KeyOrigin = nullable(credential.Mask(key)), nullable(string(source))
		}
	}
	if err := o.writeStatus(s, object); err != nil {
		return err
	}
	if trouble != nil {
		return trouble
	}
	if !s.IsLocal() && object.Key == nil {
		return &exitError{ExitUnauthorized}
	}
	return nil
}

func (o *authOptions) writeStatus(s config.Service, a authObject) error {
	out := o.factory.Streams.Out
	switch o.output.format {
	case formatJSON:
		return render.JSON(out, a)
	case formatNDJSON:
		return render.Line(out, a)
	default:
	}
	pairs := [][]string{{"profile", a.Profile + " (chosen by " + a.ChosenBy + ")"}}
	if s.IsLocal() {
		pairs = append(pairs, []string{"service", "the server inside this program; it needs no key"})
		return render.Pairs(out, pairs)
	}
	key := "none: docextract auth login"
	if a.unknown {
		key = "not known"
	}
	if a.Key != nil {
		key = *a.Key + " (" + *a.KeyOrigin + ")"
	}
	return render.Pairs(out, append(pairs, []string{"service", s.BaseURL}, []string{"key", key}))
}
