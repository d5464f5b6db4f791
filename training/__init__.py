"""Training of what the package ships; never imported by it. See docs/entities.md."""
