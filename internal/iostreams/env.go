package iostreams

import "strings"

// Env is the environment, injected so that tests have their own.
type Env struct {
	// Lookup gives a variable and whether it is set.
	Lookup func(name string) (string, bool)
	// All lists the variables as NAME=value.
	All func() []string
}

// EnvOf is the environment that holds the variables given as NAME=value.
func EnvOf(environ ...string) Env {
	values := make(map[string]string, len(environ))
	for _, e := range environ {
		name, value, _ := strings.Cut(e, "=")
		values[name] = value
	}
	return Env{
		Lookup: func(name string) (string, bool) { v, ok := values[name]; return v, ok },
		All:    func() []string { return environ },
	}
}

// Get is the variable's value, "" where it is not set.
func (e Env) Get(name string) string {
	v, _ := e.Lookup(name)
	return v
}
