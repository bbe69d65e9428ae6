"""Dates in Dutch prose.

>>> import re
>>> re.findall(DATUM, "van 1 januari 2026 tot 01-07-2026")
['1 januari 2026', '01-07-2026']
"""

from __future__ import annotations

from verordening.dagen import MAANDEN

DATUM = r"(?:\d{1,2}\s+(?:" + "|".join(MAANDEN) + r")\s+\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{4})"
"""Where a full date stands in a sentence; which day it is says :func:`verordening.dagen.lees_dag`."""
