"""Training of the embedded embedding model. The product never imports this package."""
