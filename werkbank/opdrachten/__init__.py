"""One module per command; each exposes ``opdracht``, a click command. They are imported only when they are called."""
