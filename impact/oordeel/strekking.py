"""Does a sentence say the opposite of the law about the same subject: sign against sign, and absolute against limited.

Only the main clause carries the sign: what stands after *die*, *dat*, *omdat*, *tenzij* describes. Two negations make a
positive ("geen reden om van opschorting af te zien"). The verdict is a proposal: it shows both sentences.
"""

from __future__ import annotations

import re

_VOEGWOORD = (
    r"(?:die|dat|omdat|tenzij|indien|als|alsof|waarvan|waarvoor|waarmee|waardoor|waarbij|nu|aangezien|mits|zoals|zolang"
    r"|wanneer|voor zover|voorzover|om)"
)
_VOOROP = re.compile(r"^(?:Als|Indien|Zolang|Wanneer|Voor zover|Heeft|Is|Wordt|Twijfelt)\b[^,]*,(?: dan)? ", re.S)
_STAART = re.compile(rf"[,;:]\s(?:en |of )?(?:{_VOEGWOORD}|bedoeld in)\b.*", re.S)
_TUSSENIN = re.compile(
    r",? (?:als )?(?:bedoeld|genoemd) in (?:de )?artikel[^.;:]*?\b(?:wet|\w+wet|Wetboek|bestuursrecht)\b,?"
)
_BETREKKELIJK = re.compile(
    rf" (?:{_VOEGWOORD}|doordat|nadat|voordat|waarin|waarop) [^,.;]*, (?=(?:[a-z]+(?:t|en)|is|kan|mag|zal)\b)"
)
_VOORBEELD = re.compile(r", zoals [^.;]*, (?=[a-z]+(?:t|en)\b)")
_BINNENIN = re.compile(rf"\b{_VOEGWOORD}\s(?:\w+\s){{0,3}}?(?:niet|geen|nooit)\b(?! reden)", re.I)
_NEGATIE = re.compile(
    r"\bniet\b(?!\s(?:meer|hoger|lager|langer|korter|later|eerder|minder|verder|reeds|alleen)\b)"
    r"|\b(?:geen|nooit|evenmin|nimmer|noch|onvoldoende|af te zien|ziet\b[^.;]{0,60}\baf|weigert|wijst\b[^.;]{0,40}\baf"
    r"|uitgesloten|uitgezonderd)\b",
    re.I,
)
_BEPERKT = re.compile(r"\b(?:alleen|uitsluitend|slechts|enkel)\b", re.I)
_GEEN_ANDER = re.compile(r"\b(?:geen|niemand) ander(?:en|s)?\b", re.I)
_TOEGEVING = re.compile(
    r",? (?:ongeacht|ook (?:niet )?(?:al|als|indien|wanneer|voor zover)|zelfs|al [a-z]+t|(?:hoe|wat|wie|welke?) [^,.;]*\book)\b"
    r"[^,.;]*"
)
_ABSOLUUT = re.compile(
    r"\b(?:steeds|altijd|nooit|in alle gevallen|in elk geval waarin|hoe dan ook|zonder uitzondering|geen enkele?)\b",
    re.I,
)
_GRENS = re.compile(
    r"\b(?:voor zover|voorzover|tenzij|ten hoogste|niet meer bedraagt|periode van|indien|gedurende)\b", re.I
)
_RUIMTE = re.compile(
    r"\bcollege\b[^.;]{0,160}\bkan\b|\bkan\b[^.;]{0,30}\bcollege\b|naar het oordeel van het college|in het individuele geval",
    re.I,
)
_OVERGANG = re.compile(
    r"\bbl(?:ijft|ijven)\b|\bluidde\b|\b(?:liep|loopt|lopende|voortgezet|reeds toegekend|doorlopen)\b", re.I
)
_WET_ZWIJGT = re.compile(
    r"(?<!van )\bde wet\b[^.;]{0,50}\b(?:geen|niet)\b|\bgeen (?:wettelijke )?(?:bevoegdheid|grondslag|uitzondering)\b[^.;]{0,40}\bwet\b",
    re.I,
)
_ONTKEND = re.compile(r"\b(?:niet|geen) (?!in\b|van\b|voor\b|op\b|te\b)\w{5,}", re.I)
_HOEFT = re.compile(r"\bhoe(?:ft|ven)\b[^.;]*\bniet\b", re.I)
_DAG = re.compile(r"\b\d{1,2} [a-z]+ \d{4}\b")


def zinnen(tekst: str) -> list[str]:
    """Sentences of a provision, without its number.

    >>> zinnen("2. Het kan. Het mag niet.")
    ['Het kan.', 'Het mag niet.']
    """
    plat = re.sub(r"^\s*\d+[a-z]?[*.]*\s+", "", " ".join(tekst.split()))
    return [z for z in re.split(r"(?<=\.)\s+(?=[A-Z])|(?<=;)\s+", plat) if z]


def hoofdzin(zin: str) -> str:
    """The main clause of a sentence: without a clause in front, without what stands after a comma and a conjunction, and
    without the denial inside a clause that describes.

    >>> hoofdzin("De uitzondering geldt niet voor vrienden die geen familie zijn.")
    'De uitzondering geldt niet voor vrienden familie zijn.'
    >>> hoofdzin("Zolang de grens niet is bereikt, vraagt het bestuur niets, tenzij dat nodig is.")
    'vraagt het bestuur niets'
    >>> hoofdzin("Vrienden die samenwonen omdat de een de ander verzorgt, worden als gehuwd aangemerkt.")
    'Vrienden worden als gehuwd aangemerkt.'
    """
    kaal = _VOORBEELD.sub(" ", _TUSSENIN.sub("", zin))
    for t in toegevingen(kaal):
        kaal = kaal.replace(t, "")
    kaal = _BETREKKELIJK.sub(" ", kaal)
    return _BINNENIN.sub("", _STAART.sub("", _VOOROP.sub("", kaal))).replace("  ", " ")


def ontkent(zin: str) -> bool:
    """Whether the main clause denies: an odd number of negations; *alleen* and its kin deny everything else.

    >>> ontkent("Mantelzorg is geen reden om van opschorting af te zien."), ontkent("Het kan niet.")
    (False, True)
    """
    kern = hoofdzin(zin)
    return (len(_NEGATIE.findall(kern)) + bool(_BEPERKT.search(kern))) % 2 == 1


def dubbel_ontkend(zin: str) -> bool:
    """Whether the main clause denies a denial: it insists on the rule where someone might expect an exception."""
    return len(_NEGATIE.findall(hoofdzin(zin))) == 2


def beperkt(zin: str) -> bool:
    """Whether the main clause allows one thing only."""
    return any(p.search(hoofdzin(zin)) for p in (_BEPERKT, _GEEN_ANDER))


def toegevingen(zin: str) -> list[str]:
    """The parts of a sentence that say of something that it makes no difference.

    >>> toegevingen("Zij zijn gehuwd, al ligt dat ver terug."), toegevingen("Het wacht, wat de reden ook is.")
    ([', al ligt dat ver terug'], [', wat de reden ook is'])
    """
    return _TOEGEVING.findall(zin)


def beperkt_tot(zin: str, woord: str) -> bool:
    """Whether the main clause lets a rule hold for this only.

    >>> beperkt_tot("De uitzondering geldt uitsluitend voor bloedverwanten.", "bloedverwanten")
    True
    """
    return any(woord in hoofdzin(zin)[t.end() :] for t in _BEPERKT.finditer(hoofdzin(zin)))


def zegt_kan(zin: str) -> bool:
    """Whether the sentence leaves a choice."""
    return bool(re.search(r"\bk(?:an|unnen)\b(?! pas\b)", zin))


def absoluut(zin: str) -> bool:
    """Whether the sentence leaves no room: always, never, whatever the case."""
    return bool(_ABSOLUUT.search(zin) or toegevingen(zin)) or dubbel_ontkend(zin)


def zegt_dat_de_wet_zwijgt(zin: str) -> bool:
    """Whether the sentence rests on the law not having something.

    >>> zegt_dat_de_wet_zwijgt("Het bestuur doet dit niet, omdat de wet daarvoor geen bevoegdheid geeft.")
    True
    """
    return bool(_WET_ZWIJGT.search(zin))


def zelfde_ontkenning(zin: str, wet: str) -> bool:
    """Whether what the sentence denies is denied in the law in the same words ("niet toereikend")."""
    plat = " ".join(wet.lower().split())
    if hoeft_niet(zin):
        return True
    return any(t.group(0).lower() in plat for t in _ONTKEND.finditer(" ".join(zin.split())))


def hoeft_niet(zin: str) -> bool:
    """Whether a sentence says what is not needed; that is no ban."""
    return bool(_HOEFT.search(zin))


def begrenst(woorden: str) -> bool:
    """Whether (new) words of the law set a limit or a condition."""
    return bool(_GRENS.search(woorden))


def geeft_ruimte(wettekst: str) -> bool:
    """Whether the law leaves it to the college."""
    return bool(_RUIMTE.search(wettekst))


def overgangsregel(tekst: str, kop: str = "") -> bool:
    """Whether a provision speaks of what goes on from before: a dated state that stays."""
    return bool(_OVERGANG.search(tekst)) and (bool(_DAG.search(tekst)) or "overgang" in kop.lower())
