package local

import "io/fs"

// checkOwner trusts the access list of the user's profile, which admits the
// user alone.
func checkOwner(fs.FileInfo, int) error { return nil }

// tooOpen is always false: modes say nothing here.
func tooOpen(fs.FileInfo) bool { return false }
