"""Where the team works: one package a chat platform; they never import each other."""
