//go:build !windows

package local

import (
	"runtime"
	"syscall"
)

// peakRSS is the most memory this process has had, in bytes; 0 if unknown.
func peakRSS() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	peak := int64(usage.Maxrss) //nolint:unconvert // its size varies by architecture
	if runtime.GOOS != "darwin" {
		peak *= 1024 // kilobytes everywhere else
	}
	return peak
}
