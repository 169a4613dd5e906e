package cli

import "github.com/docextract/docextract/internal/api"

// ClientCode is the code of a failure on our own side.
type ClientCode struct {
	Code    string
	Exits   []ExitCode // of a run with such a document, by what happened
	Meaning string
}

// ClientCodes lists them, for the reference page: the codes of a document's
// error with the origin client.
func ClientCodes() []ClientCode {
	return []ClientCode{
		{api.CodeUnreadable, []ExitCode{ExitUsage, ExitPartly, ExitFailed}, "the file cannot be read: one that was named, or one of a folder, which counts as failed"},
		{api.CodeUnauthorized, []ExitCode{ExitUnauthorized}, "there is no key for the service"},
		{api.CodeUnavailable, []ExitCode{ExitUnavailable}, "the service was not there until the time allowed was over"},
		{api.CodeAmbiguous, []ExitCode{ExitPartly, ExitFailed}, "nobody knows whether the service took the document: `docextract reconcile`"},
		{api.CodeInterrupted, []ExitCode{ExitInterrupted, ExitPartly, ExitFailed}, "not started or not waited for: after Ctrl-C, or after so many failures as `--fail-fast` and `--max-failures` allow"},
		{api.CodeInternal, []ExitCode{ExitPartly, ExitFailed}, "something that nobody foresaw"},
	}
}
