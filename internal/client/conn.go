package client

import (
	"errors"
	"net"
	"net/http/httptrace"
	"sync/atomic"
	"syscall"
	"time"
)

// countingConn counts the bytes it has written, and gives up on a peer that
// takes none for a long time.
//
// A peer may refuse an upload before it has read all of it, and close. The
// transport would then report that it cannot write and drop the answer, and a
// plain refusal would become a doubt. So from the moment the peer is deaf,
// writing goes nowhere without an error, and reading tells what there is: the
// answer, or that the connection broke.
type countingConn struct {
	net.Conn

	written atomic.Int64
	pending atomic.Int64 // bytes of a Write that has not returned
	deaf    atomic.Bool
	closed  atomic.Bool
}

func (c *countingConn) Write(p []byte) (int, error) {
	if c.deaf.Load() && !c.closed.Load() {
		return len(p), nil
	}
	if err := c.SetWriteDeadline(time.Now().Add(stallTime)); err != nil {
		return 0, err
	}
	c.pending.Add(int64(len(p)))
	n, err := c.Conn.Write(p)
	c.written.Add(int64(n))
	c.pending.Add(-int64(len(p)))
	if brokenOff(err) && c.written.Load() > 0 {
		c.deaf.Store(true)
		return len(p), nil
	}
	return n, err
}

// Close closes the connection; nothing can be written to it then.
func (c *countingConn) Close() error {
	c.closed.Store(true)
	return c.Conn.Close()
}

// brokenOff reports whether the peer has closed or reset the connection.
func brokenOff(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET)
}

// written finds out whether any byte of a request was written: before that,
// the server cannot have taken it.
type written struct {
	conn    atomic.Pointer[countingConn]
	before  atomic.Int64
	headers atomic.Bool // for a connection that does not count
}

func (w *written) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			conn := countingOf(info.Conn)
			w.conn.Store(conn)
			if conn != nil {
				w.before.Store(conn.written.Load()) // a TLS handshake, earlier requests
			}
		},
		WroteHeaders: func() { w.headers.Store(true) },
	}
}

// any is also true while a write has not returned: the answer can be quicker.
func (w *written) any() bool {
	if conn := w.conn.Load(); conn != nil {
		return conn.pending.Load() > 0 || conn.written.Load() > w.before.Load()
	}
	return w.headers.Load()
}

// countingOf looks for our connection below TLS.
func countingOf(conn net.Conn) *countingConn {
	for {
		switch c := conn.(type) {
		case *countingConn:
			return c
		case interface{ NetConn() net.Conn }:
			conn = c.NetConn()
		default:
			return nil
		}
	}
}
