package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// emulators are QEMU's names of the architectures.
var emulators = map[string]string{"amd64": "qemu-x86_64-static", "arm64": "qemu-aarch64-static"}

// compileAll writes the machine code for every architecture.
func compileAll(root string) error {
	for _, arch := range architectures {
		if arch == runtime.GOARCH {
			if err := compile(root); err != nil {
				return err
			}
			continue
		}
		if err := compileUnder(root, arch); err != nil {
			return fmt.Errorf("for %s: %w", arch, err)
		}
	}
	return nil
}

// compileUnder builds this program for another architecture and starts it under
// emulation. Linux is the system that QEMU emulates; the code is for all.
func compileUnder(root, arch string) (err error) {
	emulator, err := exec.LookPath(emulators[arch])
	if err != nil {
		return fmt.Errorf("%w: install qemu-user-static, or run go run ./internal/gen/native -only on such a machine", err)
	}
	dir, err := os.MkdirTemp("", "native-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	program := filepath.Join(dir, "native")
	build := exec.Command("go", "build", "-o", program, "./internal/gen/native") //nolint:noctx // ends by itself
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH="+arch, "CGO_ENABLED=0")
	run := exec.Command(emulator, program, "-only") //nolint:noctx // ends by itself
	for _, cmd := range []*exec.Cmd{build, run} {
		cmd.Dir, cmd.Stderr = root, os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("%v: %w", cmd.Args, err)
		}
	}
	return nil
}
