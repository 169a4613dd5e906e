package ppocr

// classes are the characters of the network's last layer, after the blank
// (class 0) and before the space (the last class).
const classes = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~" +
	"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœČčŠšŽžĐđĆć" +
	"€£§°²³µ«»¿¡·©®×ºª½±•"

// signs can stand in any language.
const signs = "€£§°²³µ«»·©®×½±•"

// letters that a language has beside ASCII.
func letters(language string) string {
	switch language {
	case "de":
		return "ÄÖÜäöüßé"
	case "fr":
		return "ÀÂÆÇÈÉÊËÎÏÔŒÙÛÜàâæçèéêëîïôœùûüÿº"
	case "es":
		return "ÁÉÍÑÓÚÜáéíñóúü¿¡ºª"
	case "it":
		return "ÀÈÉÌÎÒÓÙàèéìîòóùºª"
	case "nl":
		return "ÉËÏÓÖÜéèëïóöü"
	case "sl":
		return "ČŠŽčšžĆćĐđ"
	case "pt":
		return "ÀÁÂÃÇÉÊÍÓÔÕÚàáâãçéêíóôõúºª"
	case "da", "no":
		return "ÆØÅæøåéö"
	case "sv":
		return "ÅÄÖåäöé"
	}
	return ""
}

// accented are the languages that have letters beside ASCII.
func accented() []string {
	return []string{"de", "fr", "es", "it", "nl", "sl", "pt", "da", "no", "sv"}
}

// alphabet is the classes that may be read.
type alphabet struct {
	text    []rune // by class
	allowed []bool
}

// newAlphabet allows ASCII, signs and the letters of the languages.
func newAlphabet(languages []string) *alphabet {
	a := &alphabet{text: append(append([]rune{0}, []rune(classes)...), ' ')}
	extra := map[rune]bool{}
	for _, l := range append([]string{signs}, languages...) {
		set := letters(l)
		if l == signs {
			set = signs
		}
		for _, r := range set {
			extra[r] = true
		}
	}
	for _, r := range a.text {
		a.allowed = append(a.allowed, r < 0x80 || extra[r])
	}
	return a
}

// character is one that was read.
type character struct {
	text        rune
	first, last int     // steps along the line
	score       float32 // of the character
	space       float32 // the best score of a space since the character before
}

// decode reads the best class of every step: runs of one class are one
// character, blanks part equal ones. Spaces become scores of what follows.
func (a *alphabet) decode(scores []float32, steps int) []character {
	var read []character
	n := len(a.text)
	if steps == 0 || len(scores) != steps*n {
		return nil
	}
	before, space := 0, float32(0)
	for t := range steps {
		row := scores[t*n : (t+1)*n]
		best := a.best(row)
		space = max(space, row[n-1])
		switch best {
		case 0, n - 1: // blank or space
		case before:
			read[len(read)-1].last = t
			space = 0
		default:
			read = append(read, character{text: a.text[best], first: t, last: t, score: row[best], space: space})
			space = 0
		}
		before = best
	}
	return read
}

func (a *alphabet) best(row []float32) int {
	best := 0
	for c, v := range row {
		if v > row[best] && a.allowed[c] {
			best = c
		}
	}
	return best
}
