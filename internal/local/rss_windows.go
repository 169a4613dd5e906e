package local

// peakRSS is not asked for here.
func peakRSS() int64 { return 0 }
