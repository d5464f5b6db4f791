"""Search: a query language over folded words, and running it on the index."""
