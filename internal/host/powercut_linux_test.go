package host_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/docextract/docextract/internal/api"
)

// cutDisk, in the environment, tells the test that it may mount.
const cutDisk = "DOCEXTRACT_TEST_CUT_DISK"

// noDisk marks the reasons for which a machine cannot cut a disk's power.
const noDisk = "cannot make a disk: "

// TestNothingIsLostByAPowerCut cuts the power of a disk of its own while
// documents are taken in: a file system that is shut down without writing out
// its journal forgets all that was not synced. Only root may do so.
func TestNothingIsLostByAPowerCut(t *testing.T) {
	if dir := os.Getenv(cutDisk); dir != "" {
		cutPower(t, dir)
		return
	}
	if os.Getuid() != 0 || testing.Short() {
		t.Skip("only root can cut a disk's power")
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.timeout=60s", "-test.v")
	cmd.Env = append(os.Environ(), cutDisk+"="+t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS} // the mounts end with it
	out, err := cmd.CombinedOutput()
	if _, failed := errors.AsType[*exec.ExitError](err); err != nil && !failed || strings.Contains(string(out), noDisk) {
		t.Skipf("no disk to cut the power of: %v %s", err, out)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

func cutPower(t *testing.T, dir string) {
	t.Helper()
	image, disk := filepath.Join(dir, "image"), filepath.Join(dir, "disk")
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	command(t, "mount", "--make-rprivate", "/")
	command(t, "truncate", "-s", "64M", image)
	command(t, "mkfs.ext4", "-q", image)
	mount(t, image, disk)

	l := &ledger{text: map[string]string{}, objects: map[string]string{}}
	for round := range 3 {
		c := startChild(t, filepath.Join(disk, "data"))
		var wg sync.WaitGroup
		for p := range 4 {
			wg.Go(func() { produce(t, c, l, fmt.Sprintf("%d-%d", round, p)) })
		}
		pause := time.NewTimer(200 * time.Millisecond)
		<-pause.C
		// While a file system is shut down it may call a file synced whose
		// journal it has just given up. A machine without power sends no answer
		// then, so none counts.
		l.goDark(true)
		shutdownDisk(t, disk)
		c.kill()
		wg.Wait()
		command(t, "umount", disk)
		mount(t, image, disk)
		l.goDark(false)
	}
	last := startChild(t, filepath.Join(disk, "data"))
	for id, text := range l.text {
		x, err := last.poll(t.Context(), id)
		if err != nil || x.Status != api.StatusSuccess || x.Result.Fields[0].Best().String() != text {
			t.Errorf("%s was accepted and is %+v (%v)", id, x, err)
		}
	}
	t.Logf("3 power cuts, %d documents accepted", len(l.text))
	last.kill()
	command(t, "umount", disk)
}

func mount(t *testing.T, image, disk string) {
	t.Helper()
	command(t, "mount", "-o", "loop", image, disk)
}

func command(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s%s %v: %v %s", noDisk, name, args, err, out)
	}
}

// shutdownDisk is ext4's EXT4_IOC_SHUTDOWN with NOLOGFLUSH (linux/ext4.h).
func shutdownDisk(t *testing.T, disk string) {
	t.Helper()
	d, err := os.Open(disk)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	const shutdown = 0x8004587D
	noLogFlush := uint32(2)
	if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, d.Fd(), shutdown, uintptr(unsafe.Pointer(&noLogFlush))); e != 0 {
		t.Fatalf("%sshut down: %v", noDisk, e)
	}
}
