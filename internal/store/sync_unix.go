//go:build !windows

package store

import "os"

// syncFolder makes the names inside an open folder durable.
func syncFolder(d *os.File) error { return d.Sync() }
