//go:build !linux && !darwin

package local

// networkFileSystem knows nothing against any file system here.
func networkFileSystem(string) (string, error) { return "", nil }
