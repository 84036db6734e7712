"""How people ask: the staff app and the public widget. Both know only the HTTP API."""
