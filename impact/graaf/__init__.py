"""The graph of provisions: one set of edges with provenance; a link is a path in it."""
