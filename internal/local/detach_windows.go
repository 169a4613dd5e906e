package local

import (
	"os"
	"syscall"
)

// canDetach says whether a host can outlive its command here: not yet.
const canDetach = false

func ownSession() *syscall.SysProcAttr { return nil }

func setUmask() {}

const noFollow = 0

func inheritedPipe() *os.File { return nil }
