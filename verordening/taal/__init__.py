"""Places and numbers in Dutch: one grammar, its reader, and the writer that is its inverse."""
