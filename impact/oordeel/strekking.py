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
_BINNENIN = re.compile(
    rf"(?<!\bop )(?<!\bin )(?<!\bvan )(?<!\bvoor )(?<!\bbij )(?<!\bna )(?<!\bmet )\b{_VOEGWOORD}\s(?:\w+\s){{0,3}}?(?:niet|geen|nooit)\b(?! reden)",
    re.I,
)
_NEGATIE = re.compile(
    r"\bniet\b(?!\s(?:meer|hoger|lager|langer|korter|later|eerder|minder|verder|reeds|alleen)\b)"
    r"|\b(?:geen|niets|niemand|nooit|evenmin|nimmer|noch|onvoldoende|af te zien|ziet\b[^.;]{0,60}\baf|weigert|wijst\b[^.;]{0,40}\baf"
    r"|afgewezen|geweigerd|uitgesloten|uitgezonderd)\b",
    re.I,
)
_BEPERKT = re.compile(r"\b(?:alleen|uitsluitend|slechts|enkel)\b", re.I)
_GEEN_ANDER = re.compile(r"\b(?:geen|niemand) ander(?:en|s)?\b", re.I)
_TOEGEVING = re.compile(
    r",? (?:ongeacht|ook (?:niet )?(?:al|als|indien|wanneer|voor zover)|zelfs|al [a-z]+t|(?:hoe|wat|wie|welke?) [^,.;]*\book)\b"
    r"[^,.;]*"
)
_RUIMTE = re.compile(
    r"\bcollege\b[^.;]{0,160}\bkan\b|\bkan\b[^.;]{0,30}\bcollege\b|naar het oordeel van het college|in het individuele geval",
    re.I,
)
_OVERGANG = re.compile(
    r"\bbl(?:ijft|ijven)\b|\bluidde\b|\b(?:liep|loopt|lopende|voortgezet|reeds toegekend|doorlopen)\b", re.I
)
_DAN = re.compile(r"^(?:[A-Z][^,.;]{8,160}, dan |(?:Wie|Degene die|Wat|Voor wie) [^,.;]{4,160}, )")
_NEVENZIN = re.compile(r" (?:en|maar|of) (?=\w+t\b|\w+en\b)")
_VOORWAARDE = re.compile(r"\b(?:voor ?zover|zolang|indien|tenzij|mits|wanneer|omdat|waarvan|waarvoor|welke)\b", re.I)
_VERDER = re.compile(r", (?:die|dat|waarna|waardoor|waarbij) ([^,.;]*)[.;]?$")
_ONDERSCHIKT = re.compile(
    rf"(?:{_VOEGWOORD}|voor ?zover|zolang|ongeacht|ook|zelfs|nadat|voordat|waarin|bedoeld|genoemd)\b", re.I
)
_UITZONDERING = re.compile(r",? (?:tenzij|behalve (?:als|indien|wanneer)|met uitzondering van)\b")
_REST = re.compile(
    r"\b(?:het meerdere\b|het overige\b|de rest\b|daarboven\b|(?:boven|(?<!niet )(?:hoger|meer) dan) (?:(?:de|het|dit|dat|deze|die)\b|€))",
    re.I,
)
_DEEL = re.compile(r"\bdeel\b[^,.;]*\bdat\b[^,.;]*\bniet\b", re.I)
_MAG = re.compile(r"\b(?:kan|kunnen|mag|mogen)\b")
_BEGRENSD = re.compile(
    r"\b(?:zolang|voor ?zover|tot een|tot en met|tot (?=€)|ten hoogste|mits|maximaal|niet langer|niet meer)", re.I
)
_DAG = re.compile(r"\b\d{1,2}(?: [a-z]+ |-\d{1,2}-)\d{4}\b")
_VIEL = re.compile(r"\b(?:viel|vielen|gold|golden)\b[^.;]*\b(?:houdt|houden|behoudt|behouden|blijft|blijven)\b", re.I)

ZINSPEELT = re.compile(
    r"\b(?:hij|zij|hem|haar|dit|dat|dan|deze|die|dezelfde|daar\w*|hier\w*|hetzelfde|andere?n?)\b", re.I
)
"""Words with which a sentence leans on what stands before it."""
_OOK = re.compile(r"(?:ook|evenmin)\b", re.I)


def zinnen(tekst: str) -> list[str]:
    """Sentences of a provision, without its number.

    >>> zinnen("2. Het kan. Het mag niet.")
    ['Het kan.', 'Het mag niet.']
    """
    plat = re.sub(r"^\s*\d+[a-z]?[*.]*\s+", "", " ".join(tekst.split()))
    return [z for z in re.split(r"(?<=[.?!])\s+(?=[A-Z])|(?<=;)\s+", plat) if z]


def met_verband(tekst: str, zin: str) -> str:
    """A sentence, or all of its provision when a question or a sentence that leans on another would be left without what it goes with.

    >>> met_verband("2. Het college betaalt. Het college beslist.", "Het college betaalt.")
    'Het college betaalt.'
    >>> met_verband("2. Zat u op school? Dan hoeft u niet te wachten.", "Zat u op school?")
    'Zat u op school? Dan hoeft u niet te wachten.'
    """
    alle = zinnen(tekst)
    hangt = any(z.endswith("?") for z in alle) or any(ZINSPEELT.match(z) or _OOK.match(z) for z in alle[1:])
    return " ".join(alle) if hangt and zin in " ".join(alle) else zin


def met_antwoord(tekst: str, zin: str) -> str:
    """A sentence as it can be quoted: a question says nothing without its answer.

    >>> met_antwoord("2. Zat u op school? Dan wacht u niet.", "Zat u op school?"), met_antwoord("Het kan. Ook nu.", "Het kan.")
    ('Zat u op school? Dan wacht u niet.', 'Het kan.')
    """
    return met_verband(tekst, zin) if zin.endswith("?") else zin


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


def geeft_ruimte(wettekst: str) -> bool:
    """Whether the law leaves it to the college."""
    return bool(_RUIMTE.search(wettekst))


def overgangsregel(tekst: str, kop: str = "") -> bool:
    """Whether a provision speaks of what goes on from before: a dated state that stays."""
    gedateerd = bool(_DAG.search(tekst)) or "overgang" in kop.lower()
    return bool(_VIEL.search(tekst)) or (bool(_OVERGANG.search(tekst)) and gedateerd)


def kern(zin: str) -> str:
    """The main clause without its conditions.

    >>> kern("Betaalt een ander de huur, dan wordt dat als inkomen aangemerkt voor zover het € 50 overstijgt.").strip()
    'wordt dat als inkomen aangemerkt'
    """
    hoofd = hoofdzin(_DAN.sub("", zin))
    return _VOORWAARDE.split(hoofd)[0] or hoofd


def delen(zin: str) -> list[str]:
    """The clauses that say what happens, the main clause first: it, what goes on about it, and what else is no condition.

    >>> delen("Het college kent een waarde toe, die in mindering komt op de bijstand.")
    ['Het college kent een waarde toe', 'in mindering komt op de bijstand']
    """
    verder = _VERDER.search(zin)
    hoofd = kern(zin)
    rest = [d.strip() for d in re.split(r"[,;:]", zin)]
    los = [d for d in rest if d and not _ONDERSCHIKT.match(d) and d not in hoofd and hoofd.strip() not in d]
    return list(dict.fromkeys([*_NEVENZIN.split(hoofd)[::-1], *((verder[1],) if verder else ()), *los]))


def heeft_uitzondering(zin: str) -> bool:
    """Whether a sentence leaves room beside its rule."""
    return bool(_UITZONDERING.search(zin))


def uitgezonderd(zin: str) -> str:
    """What a sentence leaves out of its rule; empty when nothing.

    >>> uitgezonderd("Afwijkend adres: opschorting, tenzij mantelzorg.")
    'mantelzorg.'
    """
    _, _, staart = zin.partition(t[0]) if (t := _UITZONDERING.search(zin)) else ("", "", "")
    return staart.strip()


def heeft_grens(zin: str) -> bool:
    """Whether a sentence lets its rule hold up to a limit."""
    return bool(_BEGRENSD.search(zin))


def laat_toe(zin: str) -> bool:
    """Whether a sentence lets the body or a person do something."""
    return bool(_MAG.search(zin))


def over_de_rest(zin: str) -> bool:
    """Whether a sentence speaks of what is left above a limit, not of what is under it."""
    return bool(_REST.search(kern(zin)) or _DEEL.search(zin))
