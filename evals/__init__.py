"""How we know: cases, what is measured, what must hold, and how fast it is."""
