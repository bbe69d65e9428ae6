"""A store of many regulations: who refers to this place, who says the same, in every text that could be read.

:mod:`~wetgeving.corpus.bestanden` gives files from folders and archives, :mod:`~wetgeving.corpus.uittreksel` makes rows of
one file (pure), :mod:`~wetgeving.corpus.opslag` keeps rows in SQLite, :mod:`~wetgeving.corpus.bouw` runs the first two over
many files on several processes, and :mod:`~wetgeving.corpus.vragen` answers.
"""
