package local

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// networkFileSystem names the network file system that path is on, "" for a
// local one. 9p is not among them: it is how sandboxes and Windows' Linux
// lend a local disk, and locks hold there.
func networkFileSystem(path string) (string, error) {
	var stat unix.Statfs_t
	err := unix.Statfs(path, &stat)
	for errors.Is(err, unix.EINTR) {
		err = unix.Statfs(path, &stat)
	}
	if err != nil {
		return "", fmt.Errorf("asking for its file system: %w", err)
	}
	magic := uint32(stat.Type) //nolint:gosec // the numbers have 32 bits; the type's size varies by architecture
	if magic == unix.FUSE_SUPER_MAGIC {
		return networkFuse(path)
	}
	return networkMagic(magic), nil
}

// networkMagic names the network file system behind a number of statfs(2).
func networkMagic(magic uint32) string {
	switch magic {
	case unix.NFS_SUPER_MAGIC:
		return "nfs"
	case unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC:
		return "smb"
	case unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC:
		return "afs"
	case unix.CODA_SUPER_MAGIC:
		return "coda"
	case unix.NCP_SUPER_MAGIC:
		return "ncp"
	case unix.CEPH_SUPER_MAGIC:
		return "ceph"
	default:
		return ""
	}
}

// networkFuse tells file systems in user space apart by their name in the
// table of mounts: many of them are local disks.
func networkFuse(path string) (string, error) {
	var stat unix.Stat_t
	if err := unix.Stat(path, &stat); err != nil {
		return "", fmt.Errorf("asking for its device: %w", err)
	}
	mounts, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return "", nil // without the table nothing is known against it
	}
	defer mounts.Close()
	device := fmt.Sprintf("%d:%d", unix.Major(stat.Dev), unix.Minor(stat.Dev))
	return networkMount(mounts, device), nil
}

// networkMount looks a device up in mountinfo(5) and names its file system if
// that is one over the network.
func networkMount(mounts io.Reader, device string) string {
	lines := bufio.NewScanner(mounts)
	for lines.Scan() {
		before, after, ok := strings.Cut(lines.Text(), " - ")
		fields := strings.Fields(before)
		kind, _, _ := strings.Cut(after, " ")
		if !ok || len(fields) < 3 || fields[2] != device {
			continue
		}
		switch strings.TrimPrefix(kind, "fuse.") {
		case "sshfs", "s3fs", "rclone", "davfs", "davfs2", "glusterfs", "goofys", "gcsfuse", "curlftpfs", "ceph-fuse", "juicefs":
			return kind
		}
	}
	return ""
}
