package caller

func (x *extraction) read() { x.pdfium.OpenPage(x.doc) }
