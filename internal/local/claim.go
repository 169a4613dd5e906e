package local

import (
	"fmt"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/local/places"
)

// Claim takes the lock on the data folder dir for a server in the foreground,
// creating the folder if it is missing. It refuses a folder that is another
// user's or on a network file system, and one that a server works in already.
func Claim(dir string, env places.Environment) (release func() error, err error) {
	f, err := openFolder(places.Places{Data: dir}, env.UID)
	if err != nil {
		return nil, err
	}
	h, err := tryHold(f)
	if err != nil {
		return nil, err
	}
	if h == nil {
		return nil, (&api.Error{
			Kind:    api.KindConflict,
			Code:    api.CodeUnavailable,
			Message: fmt.Sprintf("another server works in the data folder %s", dir),
		}).WithHint("stop it, or give this one a folder of its own with --data DIR")
	}
	return h.release, nil
}
