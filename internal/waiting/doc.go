// Package waiting decides when to look at an extraction again, and looks until
// it is finished or the time is up. It keeps no record of extractions and
// submits none.
package waiting
