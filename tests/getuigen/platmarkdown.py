"""Een tweede, eenvoudige kijk op Markdown: welke letters en cijfers een mens ziet. Deelt niets met de lezer of zijn getuige."""

import re
from collections import Counter

_HOOG = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


def letters(tekst: str, *, markdown: bool = False) -> Counter[str]:
    """Hoe vaak elke letter en elk cijfer voorkomt; van Markdown zonder adressen, noten en merktekens."""
    if markdown:
        noten = dict(re.findall(r"(?m)^[ \t]*\[\^(\w+)\]:(.*)$", tekst))
        tekst = re.sub(r"(?m)^[ \t]*\[\^(\w+)\]:(.*)$", "", tekst)
        tekst = re.sub(r"\[\^(\w+)\]", lambda raak: noten.get(raak[1], raak[0]), tekst)
        tekst = re.sub(r"\]\([^\s]*?\.md\)|\]\(y\)", "", tekst)
        tekst = re.sub(r"</?su[pb]>", "", tekst)
    return Counter(t for t in tekst.translate(_HOOG) if t.isalnum())
