"""One comparison in every form: redline, was-wordt table, terminal, JSON and summary."""
