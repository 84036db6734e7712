"""How documents get in: read, normalise, divide into projects, cut into passages, build a library."""
