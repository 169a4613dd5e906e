package fields

import "strings"

// wordSet is words with blanks or line breaks between them, folded or lower
// case as their users compare them.
type wordSet string

// has reports whether a word is in the set.
func (s wordSet) has(word string) bool {
	if word == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(string(s)[at:], word)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(word)
		if (from == 0 || isBlank(s[from-1])) && (to == len(s) || isBlank(s[to])) {
			return true
		}
		at = to
	}
}

func isBlank(b byte) bool { return b == ' ' || b == '\n' || b == '\t' }
