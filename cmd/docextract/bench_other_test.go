//go:build !linux

package main_test

import "os"

// held is told on Linux alone.
func held(int) float64 { return 0 }

// peak is told on Linux alone.
func peak(*os.ProcessState) float64 { return 0 }
