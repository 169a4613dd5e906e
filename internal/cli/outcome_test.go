package cli

import "testing"

// TestAMessageSaysTheNameOnce is about names in front of messages: always the
// user's own, and no second one.
func TestAMessageSaysTheNameOnce(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, message, want string }{
		{"a.pdf", "the document is empty", "a.pdf: the document is empty"},
		{"a.pdf", "cannot read a.pdf: gone", "cannot read a.pdf: gone"},
		{"in/a.pdf", "submit a.pdf: the document is larger than 100 MiB", "in/a.pdf: the document is larger than 100 MiB"},
		{"a.pdf", "submit a.pdf: busy: later", "a.pdf: busy: later"},
		{"-", "submit document.pdf: a non-standard answer", "-: a non-standard answer"},
		{"ab12", `poll extraction ab12: there is no extraction "ab12"`, `there is no extraction "ab12"`},
		{"ab12", "poll extraction ab12: busy", "ab12: busy"},
		{"-", "cannot read standard input: gone", "cannot read standard input: gone"},
		{"-", "an out-of-date answer", "-: an out-of-date answer"},
	} {
		if got := withName(tt.name, tt.message); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
