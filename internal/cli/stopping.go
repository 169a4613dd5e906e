package cli

import "github.com/spf13/cobra"

// stopFlags say after how many failures nothing more is started.
type stopFlags struct {
	failFast    bool
	maxFailures int
}

func (s *stopFlags) addFlags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&s.failFast, "fail-fast", false, "start nothing new after the first failure")
	cmd.Flags().IntVar(&s.maxFailures, "max-failures", 0, "start nothing new after `N` failures; 0 for no limit")
}

// most is how many documents may fail, 0 for no limit.
func (s *stopFlags) most() (int, error) {
	switch {
	case s.maxFailures < 0:
		return 0, usagef("", "--max-failures: %d is no number from 0", s.maxFailures)
	case s.failFast && s.maxFailures > 1:
		return 0, usagef("leave out one of them", "--fail-fast is --max-failures 1, and %d is given too", s.maxFailures)
	case s.failFast:
		return 1, nil
	}
	return s.maxFailures, nil
}
