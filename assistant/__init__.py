"""How questions are answered: understand, find, compose, check; the HTTP API and the command line."""
