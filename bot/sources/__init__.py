"""Where customers’ posts come from: one package a kind of source. Sources never import each other."""
