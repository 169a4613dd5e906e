package config

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// shape finds what has no place in the file, in words of its own: the names of
// settings and profiles, and no member of a structure.
func shape(file map[string]any) error {
	for _, name := range slices.Sorted(maps.Keys(file)) {
		if name == "profiles" {
			continue
		}
		if err := placed(name, file[name], reflect.TypeFor[settingsFile]()); err != nil {
			return err
		}
	}
	if file["profiles"] == nil {
		return nil
	}
	profiles, ok := file["profiles"].([]any)
	if !ok {
		return errors.New("profiles is not a list of profiles, each with a name")
	}
	for i, entry := range profiles {
		settings, ok := entry.(map[string]any)
		if !ok {
			return fmt.Errorf("profile %d has no name and no settings", i+1)
		}
		for _, name := range slices.Sorted(maps.Keys(settings)) {
			if err := placed(name, settings[name], reflect.TypeFor[profileEntry]()); err != nil {
				return fmt.Errorf("profile %v: %w", cmp.Or(settings["name"], any(i+1)), err)
			}
		}
	}
	return nil
}

// placed tells whether the setting may stand in that part of the file.
func placed(name string, value any, part reflect.Type) error {
	known := func(t reflect.Type) bool {
		return slices.ContainsFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool {
			return strings.EqualFold(f.Tag.Get("mapstructure"), name)
		})
	}
	switch value.(type) {
	case []any, map[string]any:
		return fmt.Errorf("%s takes one value", name)
	}
	switch {
	case known(part):
		return nil
	case known(reflect.TypeFor[profileEntry]()):
		return fmt.Errorf("%s is a setting of a profile and stands below profiles", name)
	case known(reflect.TypeFor[settingsFile]()):
		return fmt.Errorf("%s is no setting of a profile and stands at the top", name)
	default:
		return fmt.Errorf("there is no setting %q", name)
	}
}
