"""Dutch for papers: dates, amounts, enumerations and the words for keys in the data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from impact.woorden import woorden
from verordening.dagen import MAANDEN, dag as dag
from verordening.tellen import meervoud as meervoud

if TYPE_CHECKING:
    from wetgeving.maatregelen import Maatregel

ZEKERHEID = woorden("zekerheid")


def dagtekst(waarde: str) -> str:
    """A year, month or day as the data hold it, in words; anything else as it is.

    >>> dagtekst("2025-08"), dagtekst("2026"), dagtekst("onbekend")
    ('augustus 2025', '2026', 'onbekend')
    """
    if m := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", waarde):
        maand = MAANDEN[int(m.group(2)) - 1]
        return f"{int(m.group(3))} {maand} {m.group(1)}" if m.group(3) else f"{maand} {m.group(1)}"
    return waarde


def grenzen(waarde: str) -> tuple[date, date] | None:
    """The first and the last day of a year, month or day as the data hold it; None when unknown.

    >>> grenzen("2025-02"), grenzen("onbekend")
    ((datetime.date(2025, 2, 1), datetime.date(2025, 2, 28)), None)
    """
    if not waarde[:1].isdecimal():
        return None
    jaar, *rest = (int(x) for x in waarde.split("-"))
    if len(rest) == 2:
        return (dag_ := date(jaar, *rest)), dag_
    van, tot = (rest[0], rest[0]) if rest else (1, 12)
    return date(jaar, van, 1), date(jaar + tot // 12, tot % 12 + 1, 1) - timedelta(days=1)


def planstand(zekerheid: str, datum: str, op: date) -> str:
    """How sure a moment of the planning is on a day: what was announced and is past is not known to have happened.

    >>> planstand("gepland", "2025", date(2026, 3, 2)), planstand("vast", "2025", date(2026, 3, 2))
    ('voorbij; of het is gebeurd, weten wij niet', 'vast')
    """
    voorbij = datum[:1].isdecimal() and datum < op.isoformat()[: len(datum)]
    return "voorbij; of het is gebeurd, weten wij niet" if voorbij and zekerheid != "vast" else zekerheid


def getal(waarde: float) -> str:
    """A number as Dutch readers write it.

    >>> getal(6682), getal(7.9)
    ('6.682', '7,9')
    """
    heel = f"{waarde:,.0f}" if float(waarde).is_integer() else f"{waarde:,.2f}".rstrip("0").rstrip(".")
    return heel.replace(",", "·").replace(".", ",").replace("·", ".")


def bedrag(waarde: float) -> str:
    """An amount in euros.

    >>> bedrag(1200), bedrag(746.45)
    ('€ 1.200', '€ 746,45')
    """
    if float(waarde).is_integer():
        return f"€ {getal(waarde)}"
    return "€ " + f"{waarde:,.2f}".replace(",", "·").replace(".", ",").replace("·", ".")


def opsomming(delen: Iterable[str]) -> str:
    """An enumeration.

    >>> opsomming(["a", "b", "c"]), opsomming(["a"]), opsomming([])
    ('a, b en c', 'a', 'geen')
    """
    lijst = list(delen)
    if not lijst:
        return "geen"
    return lijst[0] if len(lijst) == 1 else f"{', '.join(lijst[:-1])} en {lijst[-1]}"


def is_meervoud(titel: str) -> bool:
    """Whether a title takes a plural verb.

    >>> is_meervoud("Beleidsregels giften"), is_meervoud("Verordening werk en inkomen")
    (True, False)
    """
    return titel.split(" ")[0].lower() in ("beleidsregels", "regels", "richtlijnen", "nadere")


def met_lidwoord(naam: str) -> str:
    """The name of a body as a sentence uses it: a Dienst takes an article, a regeling known by its letters does not.

    >>> met_lidwoord("Sociale Dienst Drechtsteden (SDD)"), met_lidwoord("GR Sociaal"), met_lidwoord("Gemeente Proefdam")
    ('de Sociale Dienst Drechtsteden (SDD)', 'GR Sociaal', 'de gemeente Proefdam')
    """
    if naam.startswith("Gemeente "):
        return f"de {kleine_letter(naam)}"
    return f"de {naam}" if re.search(r"\b(?:[Dd]ienst|[Oo]rganisatie|[Ss]tichting)\b", naam) else naam


def hoofdletter(tekst: str) -> str:
    """The same text with a capital in front; that of «één» has no accent.

    >>> hoofdletter("één bepaling"), hoofdletter("artikel 4")
    ('Eén bepaling', 'Artikel 4')
    """
    eerste = tekst[:1].upper()
    return ("E" if eerste == "É" else eerste) + tekst[1:]


def kleine_letter(tekst: str) -> str:
    """The same text without the capital of a sentence.

    >>> kleine_letter("Vrijlating"), kleine_letter("Eén regel"), kleine_letter("AIO"), kleine_letter("")
    ('vrijlating', 'één regel', 'AIO', '')
    """
    if tekst[1:2].isupper():
        return tekst
    return re.sub(r"^Eén\b", "één", tekst) if tekst.startswith("Eén") else tekst[:1].lower() + tekst[1:]


def titels(maatregelen: Iterable[Maatregel]) -> str:
    """Names of measures in a sentence; between marks, because a name can be a sentence of its own."""
    return opsomming(f"«{kleine_letter(m.naam)}»" for m in maatregelen)


def slug(naam: str, langst: int = 60, anders: str = "zonder-naam") -> str:
    """A name that is safe as part of a file name.

    >>> slug("Hendrik-Ido-Ambacht"), slug("../../etc"), slug("Beleidsregels giften én vermogen (2025)")
    ('hendrik-ido-ambacht', 'etc', 'beleidsregels-giften-en-vermogen-2025')
    """
    import unicodedata

    kaal = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", kaal).strip("-")[:langst].rstrip("-") or anders


def ingang_van(maatregel: Maatregel) -> date | None:
    """First day on which (a part of) the measure has legal effect; None when unknown."""
    dagen = [i.juridisch_werkend_vanaf for i in maatregel.ingang if i.juridisch_werkend_vanaf]
    return min(dagen) if dagen else None


def tekst_gezien(maatregel: Maatregel) -> bool:
    """Whether a change that binds was seen in an official text: an expected text never counts as one in force."""
    return any(w.aard in ("nieuw", "gewijzigd", "vervallen") for w in maatregel.wetsplaatsen)


def geldt(maatregel: Maatregel, op: date) -> bool:
    """Whether the measure is in force on a day: it has a day, that day came, and its text was seen."""
    ingang = ingang_van(maatregel)
    return ingang is not None and ingang <= op and tekst_gezien(maatregel)


def onbevestigd(maatregel: Maatregel, op: date) -> bool:
    """Whether the expected day came while the text was not seen: someone must look whether it went through."""
    ingang = ingang_van(maatregel)
    return ingang is not None and ingang <= op and not tekst_gezien(maatregel)


def beslissers(maatregel: Maatregel) -> tuple[str, ...]:
    """Keys of who decides locally; a measure that leaves no choice gives ``wetgever``."""
    wie = tuple(dict.fromkeys(o.wie for o in maatregel.organen if o.rol == "beslist"))
    lokaal = tuple(w for w in wie if w not in ("wetgever",))
    return lokaal or wie or ("onbekend",)
