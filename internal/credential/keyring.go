package credential

import (
	"errors"

	"github.com/zalando/go-keyring"
)

// service is the name our secrets have in the keyring.
const service = "docextract"

// SystemKeyring is the keyring of the operating system: Secret Service,
// Keychain, or Credential Manager.
type SystemKeyring struct{}

var _ Keyring = SystemKeyring{}

// Get returns the secret, ErrNone where there is none. Every other error
// means that there is no keyring to ask.
func (SystemKeyring) Get(user string) (string, error) {
	secret, err := keyring.Get(service, user)
	return secret, translate(err)
}

// Set stores the secret.
func (SystemKeyring) Set(user, secret string) error {
	return translate(keyring.Set(service, user, secret))
}

// Delete removes the secret.
func (SystemKeyring) Delete(user string) error {
	return translate(keyring.Delete(service, user))
}

func translate(err error) error {
	if errors.Is(err, keyring.ErrNotFound) {
		return ErrNone
	}
	return err
}
