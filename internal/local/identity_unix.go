//go:build !windows

package local

import (
	"fmt"
	"os"
	"runtime"
	"syscall"
)

// runningExecutable is a path to the file this process runs. Linux keeps one
// that stays true when another build is put in its place.
func runningExecutable() (string, error) {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe", nil
	}
	return os.Executable()
}

func fingerprintOf(path string) (fingerprint, error) {
	info, err := os.Stat(path)
	if err != nil {
		return fingerprint{}, err
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return fingerprint{}, fmt.Errorf("%s has no inode", path)
	}
	return fingerprint{
		Device:   uint64(stat.Dev), //nolint:unconvert // the type differs between systems; only equality counts
		Inode:    stat.Ino,
		Size:     info.Size(),
		Modified: info.ModTime().UnixNano(),
	}, nil
}
