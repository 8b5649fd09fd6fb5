"""News pages become figures: crawl (bytes), article (title, date, body), figures (typed claims with their exact
words)."""
