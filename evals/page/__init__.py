"""A run as one HTML page that needs nothing else: charts, tables, and a section for each failed case."""
