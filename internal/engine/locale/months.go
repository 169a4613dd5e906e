package locale

import "strings"

// monthNames are the months in the languages known (Portuguese beside them),
// as printed in dates: full, in the case that dates use, and shortened. Lower
// case, a line a month.
const monthNames = `
january jan januar jänner jan. janvier janv enero ene gennaio gen januari januarja janeiro
february feb februar feber februari février fevrier févr fevr fév fev febrero febbraio februarja fevereiro
march mar märz maerz mrz mär mars marzo maart mrt marec marca março marco
april apr avril avr abril abr aprile aprila
may mai mayo maggio mag mei maj maja maio
june jun juni juin junio giugno giu junij junija junho
july jul juli juillet juil julio luglio lug julij julija julho
august aug août aout aoû agosto ago augustus avgust avgusta avg
september sep sept septembre septiembre set setiembre settembre sett septembra setembro
october oct oktober okt octobre octubre ottobre ott oktobra outubro out
november nov novembre noviembre novembra novembro
december dec dezember dez décembre decembre déc diciembre dic dicembre decembra dezembro`

// monthOf is the number of the month with that name, 0 for none.
func monthOf(name string) int {
	if len(name) < 3 {
		return 0
	}
	for i, line := range strings.Split(strings.TrimSpace(monthNames), "\n") {
		for m := range strings.FieldsSeq(line) {
			if m == name {
				return i + 1
			}
		}
	}
	return 0
}
