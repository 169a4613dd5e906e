package client

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"time"
)

const (
	dialTime      = 15 * time.Second
	handshakeTime = 15 * time.Second
	// stallTime is how long a peer may take no byte of an upload.
	stallTime = 2 * time.Minute
	// answerTime is how long a server may think about a complete upload.
	answerTime = 3 * time.Minute
	// lookTime is how long a look may take beyond the time it is held open.
	lookTime = 30 * time.Second
)

// newTransport makes the connections of a client. With fresh, each request
// has a connection of its own: over one used before, a request can meet the
// server's closing it, and then nobody knows whether it was taken.
func newTransport(base *url.URL, socket string, fresh bool) *http.Transport {
	dialer := &net.Dialer{Timeout: dialTime, KeepAlive: 30 * time.Second}
	t := &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			if socket != "" {
				network, addr = "unix", socket
			}
			conn, err := dialer.DialContext(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			return &countingConn{Conn: conn}, nil
		},
		TLSHandshakeTimeout:   handshakeTime,
		ResponseHeaderTimeout: answerTime,
		ExpectContinueTimeout: time.Second,
		IdleConnTimeout:       60 * time.Second,
		MaxIdleConnsPerHost:   16,
		ForceAttemptHTTP2:     !fresh,
		DisableKeepAlives:     fresh,
	}
	if socket != "" || loopback(base.Hostname()) {
		t.Proxy = nil
	}
	return t
}
