package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestALocalRunOpensNoSocketToTheOutside runs the program alone in a network
// of its own, where the kernel counts every packet that anybody tries to send.
func TestALocalRunOpensNoSocketToTheOutside(t *testing.T) {
	dir, err := os.MkdirTemp("", "dx") //nolint:usetesting // t.TempDir is too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	binary := filepath.Join(dir, "docextract")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	example, err := filepath.Abs("../../docs/examples/invoice.pdf")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		script string
		env    []string
		sends  bool
	}{
		{"extract in this process", `"$BIN" extract "$DOC"`, nil, false},
		{"offline", `"$BIN" --offline extract "$DOC"`, nil, false},
		{"through a server in the background", `id=$("$BIN" --local background submit "$DOC") && "$BIN" wait "$id" && "$BIN" local stop`, nil, false},
		// The counters do see a program that sends.
		{"control: a service elsewhere", `! "$BIN" --timeout 1s -t invoice extract "$DOC"`, []string{
			"DOCEXTRACT_BASE_URL=https://192.0.2.1", "DOCEXTRACT_API_KEY=key",
		}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), "sh", "-c", tt.script+` >"$HOME/out" 2>&1 || { cat "$HOME/out"; exit 1; }; cat /proc/net/snmp`)
			cmd.Env = slices.Concat(tt.env, []string{
				"HOME=" + dir, "TMPDIR=" + dir, "PATH=" + os.Getenv("PATH"), "BIN=" + binary, "DOC=" + example,
			})
			cmd.SysProcAttr = ownNetwork()
			out, err := cmd.CombinedOutput()
			if err != nil && cmd.ProcessState == nil {
				t.Skipf("the system gives no network of one's own: %v", err)
			}
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if sent := attempts(t, string(out)); sent > 0 != tt.sends {
				t.Errorf("%d attempts to send\n%s", sent, out)
			}
		})
	}
}

// ownNetwork starts a process in an empty network, as the same user.
func ownNetwork() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}},
	}
}

// attempts adds up the counters of snmp(7) that move when somebody sends: two
// lines a protocol, names and values.
func attempts(t *testing.T, snmp string) (sum int) {
	t.Helper()
	lines := strings.Split(snmp, "\n")
	found := 0
	for i := 0; i+1 < len(lines); i++ {
		names, values := strings.Fields(lines[i]), strings.Fields(lines[i+1])
		if len(names) != len(values) || len(names) == 0 || names[0] != values[0] {
			continue
		}
		for j, name := range names {
			switch names[0] + name {
			case "Ip:OutRequests", "Ip:OutNoRoutes", "Tcp:ActiveOpens", "Udp:OutDatagrams":
				n, err := strconv.Atoi(values[j])
				if err != nil {
					t.Fatal(err)
				}
				sum += n
				found++
			}
		}
	}
	if found != 4 {
		t.Fatalf("%d counters instead of 4 in\n%s", found, snmp)
	}
	return sum
}
