package fields

import (
	"strings"
)

// domains are the names in e-mail and web addresses, without www and the top
// level, those of public mail services left out.
func (s *sheet) domains() []string {
	var found []string
	for _, c := range s.cells {
		for _, w := range c.words {
			t := strings.ToLower(strings.Trim(w.Text, ".,;:()<>"))
			_, host, mail := strings.Cut(t, "@")
			if !mail {
				host, _ = strings.CutPrefix(strings.TrimPrefix(strings.TrimPrefix(t, "https://"), "http://"), "www.")
				if host == t || !strings.Contains(host, ".") {
					continue
				}
			}
			host, _, _ = strings.Cut(host, "/")
			name, _, ok := strings.Cut(host, ".")
			if i := strings.LastIndexByte(host, '.'); i > 0 && strings.Count(host, ".") > 1 {
				name = host[:i]
			}
			if ok && !mailServices.has(name) {
				found = append(found, plain(name))
			}
		}
	}
	return found
}

const mailServices wordSet = "gmail gmx web hotmail outlook yahoo icloud live t-online orange wanadoo libero ziggo kpnmail siol"

// matchesDomain reports whether a name and a domain share what names them.
func matchesDomain(name string, domains []string) bool {
	tokens := foldText(name)
	key := strings.Join(tokens, "")
	for _, d := range domains {
		if len(d) >= 4 && strings.Contains(key, d) {
			return true
		}
		hits := 0
		for _, t := range tokens {
			if len(t) >= 4 && strings.Contains(d, t) {
				hits += len(t)
			}
		}
		if hits >= 4 && hits*2 >= len(d) {
			return true
		}
	}
	return false
}
