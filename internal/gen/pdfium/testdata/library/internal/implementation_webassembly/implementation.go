package implementation_webassembly

func (p *implementation) OpenPage(doc document) {
	p.call("FPDF_LoadPage", doc)
	defer p.closePage()
}

func (p *implementation) closePage() {
	p.call("FPDF_ClosePage")
	p.call("FORM_OnBeforeClosePage")
}

func (p *implementation) SaveAs() { p.call("FPDF_SaveAsCopy") }
