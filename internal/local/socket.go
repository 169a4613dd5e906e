package local

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"

	"github.com/docextract/docextract/internal/local/places"
)

// maxSocketPath is what fits into a socket's address on every system: 104
// bytes on macOS and the BSDs, 108 on Linux, one of them for the final zero.
const maxSocketPath = 103

// socketName is the private socket of a data folder. Several data folders
// share one folder of sockets, and a path has no room: so it is a hash.
func socketName(data string) string {
	sum := sha256.Sum256([]byte(data))
	return "docextract-" + hex.EncodeToString(sum[:8]) + ".sock"
}

// chooseSocket returns the path for the socket in the best folder that is
// ours, closed to others, and short enough.
func chooseSocket(candidates []places.Folder, data string, uid int) (string, error) {
	var problems []error
	for _, candidate := range candidates {
		path := filepath.Join(candidate.Path, socketName(data))
		if len(path) > maxSocketPath {
			problems = append(problems, fmt.Errorf("%s is too long a path for a socket", path))
			continue
		}
		check := checkPrivate
		if candidate.Ours {
			check = makePrivate
		}
		if err := check(candidate.Path, uid); err != nil {
			problems = append(problems, err)
			continue
		}
		return path, nil
	}
	return "", fmt.Errorf("no folder for the local server's socket: %w", errors.Join(problems...))
}

// listen opens the private socket. What lies at its path is what a dead host
// left behind, as the caller holds the lock.
func listen(ctx context.Context, path string, uid int) (net.Listener, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("removing an old socket: %w", err)
	}
	l, err := new(net.ListenConfig).Listen(ctx, "unix", path)
	if err != nil {
		return nil, fmt.Errorf("listening on the private socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("closing the private socket to others: %w", err), l.Close())
	}
	return &privateListener{Listener: l, uid: uid}, nil
}

// privateListener accepts connections of one user and closes all others.
type privateListener struct {
	net.Listener

	uid int
}

// Accept returns the next connection of our own user.
func (l *privateListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if checkPeer(conn, l.uid) == nil {
			return conn, nil
		}
		conn.Close() //nolint:gosec // a stranger gets no answer
	}
}

// dial connects to a host's socket and makes sure that the host is our own
// user's.
func dial(ctx context.Context, path string, uid int) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "unix", path)
	if err != nil {
		return nil, err
	}
	if err := checkPeer(conn, uid); err != nil {
		return nil, errors.Join(fmt.Errorf("the socket %s is not ours: %w", path, err), conn.Close())
	}
	return conn, nil
}

// checkPeer refuses a connection whose other end is another user.
func checkPeer(conn net.Conn, uid int) error {
	peer, err := peerUID(conn)
	if err != nil {
		return fmt.Errorf("asking who is at the other end: %w", err)
	}
	if peer != uid {
		return fmt.Errorf("uid %d is at the other end, not %d", peer, uid)
	}
	return nil
}
