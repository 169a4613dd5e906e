package webassembly

func start() {
	config().WithStartFunctions("_initialize")
	module().ExportedFunction("malloc")
}
