package caller

func (p *Page) save() { p.call("FPDF_SaveAsCopy") }
