"""What new text can never hold, and whether all of it came through: the guards behind the reader of an instruction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Blok, Eenheid, Soort, inlinetekst, tekst
from verordening.nummers import volgende
from verordening.tekst.markdowninline import lees_inline
from verordening.verantwoording import letters_en_cijfers
from versies.besluit import Regelsoort
from versies.opdracht.beeld import Beeld, beeld, eist, is_afgebroken, tweede_opdracht
from versies.opdracht.lading import zonder_buitencitaat
from versies.opdracht.lexer import Onbegrepen, citaat
from versies.opdracht.wastabel import vergelijkt
from versies.opdracht.woorden import patroon
from versies.wijziging import (
    Plek,
    VervangBedrag,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    VoegTekstIn,
    Wijziging,
)

_IN_SLOTARTIKEL = (Regelsoort.OPDRACHT, Regelsoort.SLOTBEPALING, Regelsoort.WEGGELATEN)
"""What new text can say when it is itself an article on entry into force or repeal."""


def keur_lading(regels: Sequence[str], letters: Sequence[str] = ()) -> None:
    """Refuses unmarked new text that holds what only the decision itself can say.

    Args:
        regels: its lines.
        letters: the letters that the next part of the decision can have.

    Raises:
        Geweigerd: an instruction, an entry into force, a place with a date, or a signature stands in it.
    """
    slotartikel = False
    _keur_slot(regels)
    for regel, volgend in pairwise((*regels, "")):
        kern = regel.strip()
        slotartikel = slotartikel or patroon("EIGEN_KOP").match(kern) is not None
        slot = _IN_SLOTARTIKEL if slotartikel else ()
        wat = ""
        if (volgt := _volgnummer(kern)) != "":
            wat, kern = "nog een nummer op dezelfde regel", volgt
        elif is_afgebroken(kern, volgend):
            wat, kern = "een woord dat aan het eind van de regel is afgebroken", kern[-40:]
        elif kern.rstrip(".)°").isdecimal():
            wat = "een los nummer"
        elif (los := patroon("GEPLAKT").search(kern)) is not None:
            wat, kern = "een nummer zonder wit ervoor", los.group("rest")
        elif (tweede := tweede_opdracht(kern)) != "":
            wat, kern = "nog een opdracht", tweede
        elif not slotartikel and any(t.group()[0] == "D" for t in patroon("DIT_BESLUIT").finditer(kern)):
            wat = "de inwerkingtreding van het besluit zelf"
        elif eisen := [e for z in _delen(kern) if (e := eist(z.regel, slot)) is not None]:
            wat = eisen[0][1]
        elif (t := patroon("LETTER_ACHTERAAN").search(kern)) is not None and t.group("nr") in letters:
            wat = f"aan het slot de letter {t.group('nr')} van het volgende onderdeel"
        if wat:
            raise Geweigerd.om("nieuwe-tekst-verdacht/nieuwe-tekst", wat=wat, kern=kern[:80])


def _delen(kern: str) -> list[Beeld]:
    """A line and its sentences; a heading («Artikel 7b. Slot») has none."""
    return [beeld(kern), *(beeld(kern).zinnen if not beeld(kern).begint("KOP") else ())]


def keur_los(regels: Sequence[str]) -> str:
    """Refuses a remark between the lines of unmarked new text: it says something about the text, or about the paper.

    Returns:
        its last paragraph, when that stands by itself and nothing but its place says that it belongs to the text; else "".

    Raises:
        Geweigerd: with the line.
    """
    alineas = [beeld(r) for r in zonder_buitencitaat(regels) if r.strip()]
    for gezien in alineas:
        wat = "iets dat nog moet worden ingevuld" if patroon("INVULPLEK").search(gezien.regel) else ""
        wat = wat or ("een tabel die oud en nieuw vergelijkt" if vergelijkt(gezien.regel) else "")
        if wat:
            raise Geweigerd.om("nieuwe-tekst-verdacht/nieuwe-tekst", wat=wat, kern=gezien.regel[:80])
    if len(alineas) < 2 or zonder_buitencitaat(regels) != list(regels):
        return ""
    for vorige, gezien, volgend in zip(alineas[:-1], alineas[1:], [*alineas[2:], beeld("")], strict=True):
        buren = (vorige, volgend)
        af = vorige.tabelrij or vorige.regel.endswith(".")
        wat = ""
        if gezien.begint("OPMERKING") or (vorige is alineas[0] and patroon("KOP_MET_MERK").search(vorige.regel)):
            wat = "een opmerking"
        elif af and gezien.begint("TREFWOORD") and not any(b.begint("TREFWOORD") for b in buren):
            wat = "een regel met een trefwoord, die geen begrip in een reeks is"
        elif af and gezien.streep and not any(b.streep for b in buren):
            wat = "een streepje dat geen deel van een opsomming is"
        elif af and _staat_alleen(gezien) and gezien.regel[:1].islower():
            wat = "een regel die midden in een zin begint"
        elif af and _staat_alleen(gezien) and gezien.regel[-1:].isalnum() and (volgend.nummer or not volgend.regel):
            wat = "een regel zonder leesteken aan het slot"
        if wat:
            raise Geweigerd.om("nieuwe-tekst-verdacht/nieuwe-tekst", wat=wat, kern=gezien.regel[:80])
    vorige, laatste = alineas[-2:]
    return laatste.regel if _staat_alleen(laatste) and (vorige.tabelrij or vorige.regel.endswith(".")) else ""


def _staat_alleen(gezien: Beeld) -> bool:
    """True for a paragraph that is no heading, row or item."""
    return gezien.plaats is None and not (gezien.nummer or gezien.streep or gezien.tabelrij)


def _keur_slot(regels: Sequence[str]) -> None:
    """Refuses new text behind which something stands: words behind its closing quote, or who signs."""
    if (staart := achter_citaat("\n".join(regels).strip())) != "":
        wat = "iets achter het aanhalingsteken dat haar sluit"
        raise Geweigerd.om("nieuwe-tekst-verdacht/nieuwe-tekst", wat=wat, kern=staart[:80])
    laatste = next((r.strip() for r in reversed(regels) if r.strip()), "")
    if beeld(laatste).slot_begin and zonder_buitencitaat(regels) == list(regels):
        raise Geweigerd.om("nieuwe-tekst-verdacht", regel=laatste[:60])


def achter_citaat(tekst: str) -> str:
    """What stands behind the closing quote of new text that opens with one; a colon there makes it a term of the text itself.

    >>> achter_citaat("«Het park is open.», en lid 2 vervalt."), achter_citaat("“park”: een tuin;"), achter_citaat("«Ja.».")
    (', en lid 2 vervalt.', '', '')
    """
    try:
        gelezen = citaat(tekst, 0) if tekst else None
    except Onbegrepen:
        return ""
    staart = tekst[gelezen[1] :] if gelezen is not None else ""
    return "" if staart.lstrip()[:1] == ":" or not staart.strip(" .;") else staart.strip()


def _volgnummer(regel: str) -> str:
    """A numbered line in which the next number follows: two units in one paragraph; empty when there is only one.

    >>> _volgnummer("3. Het park is open. 4. Honden zijn welkom."), _volgnummer("3. Het park is open tot 4 uur.")
    ('4. Honden zijn welkom.', '')
    """
    regel = regel.lstrip("„“«\"‘'")
    t = patroon("LABEL_MET_TEKST").match(regel)
    if t is None:
        return ""
    nog = re.search(
        rf"[.;:,][”»’\"']?\s+(?P<rest>{re.escape(volgende(t.group('nr')))}(?:[.)]|°\.?)\s+\S.*)",
        regel[t.end() :],
        re.DOTALL,
    )
    return nog.group("rest") if nog is not None else ""


def keur_wijzigingen(wijzigingen: Sequence[Wijziging], lading: Sequence[str], *, gemerkt: bool = False) -> None:
    """Refuses changes that lost a line of the new text, or that begin with the label of the place that they fill.

    Args:
        gemerkt: every line of new text is marked as such; one that is indented besides is text, whatever it looks like.

    Raises:
        Geweigerd: with the words concerned.
    """
    tekst = frozenset(inlinetekst(lees_inline(r)).strip() for r in lading if gemerkt and r[:1] == " ")
    for wijziging in wijzigingen:
        _geen_eigen_aanduiding(wijziging)
        if isinstance(wijziging, VervangTekst | VoegTekstIn) and wijziging.nieuw.isspace():
            raise Geweigerd.om("lading-leeg")
        if isinstance(wijziging, VervangTekst | VoegTekstIn) and "\n" in "".join(_nieuw(wijziging)) + _oud(wijziging):
            raise Geweigerd.om("woorden-over-alineas")
        if isinstance(wijziging, VervangEenheid | VoegIn):
            _geen_kop_in_tekst(wijziging.nieuw, tekst)
    if not any(isinstance(w, VervangEenheid | VoegIn) for w in wijzigingen):
        return  # Alleen woorden: die staan letterlijk in de opdracht zelf.
    alles = letters_en_cijfers("".join(s for w in wijzigingen for s in _nieuw(w)))
    vanaf = 0  # De regels staan in de volgorde van de tekst: zoek eerst verder, en dan pas van voren af aan.
    for regel in lading:
        if beeld(regel).plaats is not None:
            continue  # Een plaatsaanduiding boven de nieuwe tekst; zij is gemeld.
        woorden = inlinetekst(lees_inline(regel))  # een beeld of een voetnootteken is geen tekst
        heel = letters_en_cijfers(woorden)
        kaal = letters_en_cijfers(patroon("LABEL_VAN_TEKST").sub("", woorden, count=1))
        if len(heel) <= 3:
            continue
        if (hier := alles.find(heel, vanaf)) >= 0:
            vanaf = hier + len(heel)
        elif heel not in alles and kaal not in alles:
            raise Geweigerd.om("nieuwe-tekst-verloren", regel=regel.strip()[:80])


def _nieuw(w: Wijziging) -> Iterator[str]:
    """All new words of a change."""
    if isinstance(w, VervangTekst | VoegTekstIn | VervangBedrag):
        yield w.nieuw
    elif isinstance(w, VervangKop):
        yield inlinetekst(w.opschrift)
    elif isinstance(w, VervangEenheid | VoegIn):
        yield from (_tekst(b) for b in w.nieuw)


def _oud(w: VervangTekst | VoegTekstIn) -> str:
    return w.oud if isinstance(w, VervangTekst) else w.bij


def _tekst(blok: Blok) -> str:
    return tekst(blok) if isinstance(blok, Eenheid) else tekst(Eenheid(Soort.LID, inhoud=(blok,)))


def _geen_eigen_aanduiding(w: Wijziging) -> None:
    plek: Plek | None = getattr(w, "plek", None)
    if plek is None or not isinstance(w, VervangEenheid | VoegTekstIn):
        return
    eerste = w.nieuw if isinstance(w, VoegTekstIn) else _eerste_woorden(w.nieuw)
    t = patroon("LABEL_MET_TEKST").match(eerste.strip())
    if t is not None and t.group("nr") in {s.nummer.rstrip("°º") for s in plek.adres.stappen}:
        raise Geweigerd.om("aanduiding-in-tekst", plek=plek.adres.tekst(), eerste=eerste.strip()[:40])


def _geen_kop_in_tekst(blokken: Sequence[Blok], tekst: frozenset[str]) -> None:
    """A heading that became a paragraph: then the units below it stand in the wrong place."""
    for blok in blokken:
        if isinstance(blok, Eenheid):
            _geen_kop_in_tekst(blok.inhoud, tekst)
            continue
        woorden = inlinetekst(blok.inhoud).strip() if isinstance(blok, Alinea) else ""
        if woorden not in tekst and (t := patroon("KOP").match(woorden)) is not None:
            raise Geweigerd.om("kop-in-tekst", t=t.group()[:60])


def _eerste_woorden(blokken: Sequence[Blok]) -> str:
    eerste = blokken[0] if blokken else None
    while isinstance(eerste, Eenheid) and eerste.inhoud:
        eerste = eerste.inhoud[0]
    return inlinetekst(eerste.inhoud) if isinstance(eerste, Alinea) else ""
