"""The published pages: every version of every regulation at an address of its own."""
