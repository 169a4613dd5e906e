package main_test

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// held is the most memory that a process which runs has held so far, in MiB, 0
// where it has ended. Unlike peak it says nothing of the process that started it:
// what that held when it did counts for the new one's rusage.
func held(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, line, _ := strings.Cut(string(status), "VmHWM:")
	var kib float64
	if _, err := fmt.Sscan(line, &kib); err != nil {
		return 0
	}
	return kib / 1024
}

// peak is the most memory that a process held at a time, in MiB.
func peak(s *os.ProcessState) float64 {
	if usage, ok := s.SysUsage().(*syscall.Rusage); ok {
		return float64(usage.Maxrss) / 1024
	}
	return 0
}
