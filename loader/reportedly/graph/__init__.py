"""An entry, its lock and the registry are said in quads, each in a named graph of its own."""
