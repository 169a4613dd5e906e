package local

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func TestNetworkMagic(t *testing.T) {
	t.Parallel()
	for magic, want := range map[uint32]string{
		unix.NFS_SUPER_MAGIC: "nfs", unix.CIFS_SUPER_MAGIC: "smb", unix.SMB2_SUPER_MAGIC: "smb", unix.CEPH_SUPER_MAGIC: "ceph",
		unix.EXT4_SUPER_MAGIC: "", unix.BTRFS_SUPER_MAGIC: "", unix.TMPFS_MAGIC: "", unix.OVERLAYFS_SUPER_MAGIC: "", unix.V9FS_MAGIC: "",
	} {
		if got := networkMagic(magic); got != want {
			t.Errorf("%#x is %q, want %q", magic, got, want)
		}
	}
}

func TestNetworkMount(t *testing.T) {
	t.Parallel()
	mounts := `22 27 0:21 / /proc rw,nosuid - proc proc rw
36 27 0:45 / /home/u/far rw,nosuid shared:1 - fuse.sshfs u@host: rw,user_id=1000
37 27 0:46 / /mnt/stick rw - fuseblk /dev/sdb1 rw
38 27 0:47 / /with\040space rw - fuse.rclone remote: rw
nonsense
`
	for device, want := range map[string]string{
		"0:45": "fuse.sshfs", "0:46": "", "0:47": "fuse.rclone", "0:99": "",
	} {
		if got := networkMount(strings.NewReader(mounts), device); got != want {
			t.Errorf("%s is %q, want %q", device, got, want)
		}
	}
}

func TestLocalDiskIsNoNetwork(t *testing.T) {
	t.Parallel()
	if name, err := networkFileSystem(t.TempDir()); name != "" || err != nil {
		t.Errorf("%q, %v", name, err)
	}
}
