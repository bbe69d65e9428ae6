"""Official sources of Dutch law: their version lists, their technical information, and the client that fetches them.

``manifest``  which versions exist, for which dates, known from when to when (pure).
``wti``       technical information: citation titles, legal bases, who refers to what, history per unit (pure).
``sru``       queries to and answers from the search service (pure).
``vervoer``   HTTP itself.
``ophalen``   polite, conditional, resumable fetching into a cache on disk.
``klant``     the client: identifier and dates in, proven text with a provenance record out.

Import the module you need; nothing is loaded here, so that the command line starts at once.
"""
