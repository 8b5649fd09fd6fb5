"""What exists, declared: one YAML per source, and the catalogue that reads them."""
