package caller

func (p *Page) read() {
	p.call("FPDF_LoadPage")
	defer p.call("FPDF_ClosePage")
	p.text = p.function("FPDFText_LoadPage")
}
