"""The new text that an instruction brings (its payload), read as the kind of unit that the instruction announces.

>>> (lid,) = lees_lading(["3. Het college beslist."], "lid")
>>> lid.soort.value, lid.nummer
('lid', '3.')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Blok,
    Eenheid,
    Soort,
    Tabel,
    alineas,
    inlinetekst,
    is_genummerd,
    kaal,
    kinderen,
)
from verordening.register import LIJSTEN, term
from verordening.tekst.markdown import lees as lees_markdown
from verordening.tekst.markdowninline import lees_inline
from verordening.tekst.paragrafen import nummerkop
from versies.opdracht.adressen import AANHALING, lees_plek
from versies.opdracht.beeld import beeld
from versies.opdracht.lexer import MEER, Onbegrepen, citaat
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import KOP

_STRUCTUUR = frozenset(s.value for s in STRUCTUUR)


def platte_tekst(regels: Sequence[str]) -> str:
    """The payload as one line of text (sentences, lead-ins, headings); white space is layout."""
    return " ".join(" ".join(r.split()) for r in regels if r.strip())


def zonder_aanhaling(tekst: str) -> str:
    """Words without the quotation marks around all of them."""
    if len(tekst) > 1 and tekst[0] in AANHALING and tekst.rstrip(".")[-1:] in AANHALING[tekst[0]]:
        return tekst.rstrip(".")[1:-1]
    return tekst


def zonder_buitencitaat(regels: Sequence[str]) -> list[str]:
    """The new text without the quotation marks around the whole of it, as some decisions print them.

    Raises:
        Geweigerd: it opens with a quotation mark that is not closed.

    >>> zonder_buitencitaat(["“2. Het college beslist.", "3. Het college betaalt.”."])
    ['2. Het college beslist.', '3. Het college betaalt.']
    >>> zonder_buitencitaat(["“college”: het bestuur"])
    ['“college”: het bestuur']
    """
    uit = [r for r in regels if r.strip()]
    heel = "\n".join(uit).strip()
    if not heel or heel[0] not in "„“«\"‘'":
        return list(regels)
    try:
        gelezen = citaat(heel, 0)
    except Onbegrepen:
        if heel[0] == "'":
            return list(regels)  # «'s Avonds …»: een weglatingsteken.
        raise Geweigerd.om("citaat-scheef", heel=heel[:40]) from None
    return gelezen[0].split("\n") if gelezen is not None and heel[gelezen[1] :].strip(" .;") == "" else list(regels)


Opmerkingen = list[tuple[str, dict[str, object]]]
"""(key of the message, what stands in it)"""


def lees_lading(regels: Sequence[str], soort: str, opmerkingen: Opmerkingen | None = None) -> tuple[Blok, ...]:
    """Blocks of a payload.

    Args:
        regels: its lines, without quoting marks.
        opmerkingen: gets a remark when a line was read that is not as it should be.
        soort: what is announced: a value of ``Soort``, or zin, aanhef, alinea, streepje, rij, tabel, tekst.

    Raises:
        Geweigerd: empty, or something else than announced.
    """
    regels = zonder_buitencitaat(regels)
    if not any(r.strip() for r in regels):
        raise Geweigerd.om("lading-leeg")
    regels = _zonder_slotpunt(list(regels), opmerkingen if opmerkingen is not None else [])
    regels = _met_tabelstrepen(regels, soort)
    if soort in ("onderdeel", *_STRUCTUUR) and (genummerd := _paragrafen(regels, soort)):
        return genummerd
    if soort in ("artikel", "bijlage") or soort in _STRUCTUUR:
        return _eenheden(regels, soort)
    if soort == "onderdeel" and all(patroon("TABELREGEL").match(r) for r in regels if r.strip()):
        return per_rij(_tabel(regels, "rij"))  # De regels van een tarieventabel.
    if soort in ("lid", "onderdeel", "begrip", "streepje"):
        return _genummerd(regels, soort, opmerkingen if opmerkingen is not None else [])
    if soort in ("tabel", "rij"):
        return _tabel(regels, soort)
    return tuple(Alinea(lees_inline(r)) for r in regels if r.strip())


def uitgeschreven(regels: Sequence[str]) -> None:
    """Refuses new text that leaves out what does not change ("1. Ongewijzigd"), or says something about it ("1. (nieuw) …")."""
    kernen = [r.strip(" „“«»”\"‘’'") for r in regels]
    genummerd = [k for k in kernen if patroon("LABEL").match(k)]
    # Heeft elke genummerde regel alleen puntjes, dan is niets weggelaten: het is een formulier.
    invulplekken = () if any(beeld(k).kern.strip(" .…") for k in genummerd) else genummerd
    for kern in kernen:
        if kern in invulplekken:
            continue
        if patroon("WEGGELATEN").fullmatch(kern) or patroon("AANWIJZING").search(beeld(kern).kern):
            raise Geweigerd.om("lading-onvolledig", weg=kern[:80])


def _zonder_slotpunt(regels: list[str], opmerkingen: Opmerkingen) -> list[str]:
    """The full stop behind a new text that ends in a semicolon (";.") is the end of the instruction."""
    laatste = next((i for i in range(len(regels) - 1, -1, -1) if regels[i].strip()), -1)
    if laatste < 0 or not re.search(r"[;,:]\.\s*\Z", regels[laatste]):
        return regels
    opmerkingen.append(("slotpunt", {"slot": regels[laatste].strip()[-40:]}))
    return [*regels[:laatste], regels[laatste].rstrip()[:-1], *regels[laatste + 1 :]]


def _met_tabelstrepen(regels: list[str], soort: str) -> list[str]:
    """Lines with tabs between cells, as a table is pasted from a word processor, as rows of a table; two columns may be a list of terms as well.

    Raises:
        Geweigerd: lines below each other in two columns.
    """
    uit: list[str] = []
    for heeft, groep in groupby(regels, lambda r: len(_cellen(r)) if r.strip() else 1):
        rijen = list(groep)
        if heeft == 2 and len(rijen) > 1 and soort not in ("bijlage", "tabel", "rij"):
            raise Geweigerd.om("lading-kolommen", regel=rijen[0].strip()[:60])
        if heeft > 2 or (heeft == 2 and len(rijen) > 1):
            rijen = [f"| {' | '.join(_cellen(r))} |" for r in rijen]
            rijen[1:1] = [] if soort == "rij" or len(rijen) == 1 else ["|" + "---|" * heeft]
        uit += rijen
    return uit


def _cellen(regel: str) -> list[str]:
    """What stands between the tabs of a line; a label and its text are one."""
    cellen = [c.strip() for c in regel.strip().split("\t")]
    return cellen if len(cellen) > 2 or not patroon("LABEL").match(" ".join(cellen)) else [regel]


def _lees(regels: Sequence[str], kop: str) -> list[Eenheid]:
    """The units of some lines below a heading: so new text is read by the same rules as a whole regulation."""
    wortel = lees_markdown(("\n".join([kop, *regels]) + "\n").encode(), naam="de nieuwe tekst").wortel
    delen = [d for d in wortel.inhoud if isinstance(d, Eenheid) and d.soort is not Soort.OPSCHRIFT]
    return [k for d in delen for k in (kinderen(d) if d.soort is Soort.LICHAAM else (d,))]


def _nummer(regel: str) -> str:
    """The number of a heading that is only a number and a title; empty when it is none."""
    kop = nummerkop(regel.lstrip("# "))
    return kop.nummer if kop is not None else ""


def _eenheden(regels: list[str], soort: str) -> tuple[Blok, ...]:
    eerste = next(i for i, r in enumerate(regels) if r.strip())
    if soort == "artikel" and patroon("ARTIKELKOP").match(regels[eerste].strip()):
        # De opdracht zegt dat hier een artikel begint; dan is de eerste regel zijn kop, wat er ook in staat.
        regels = [*regels[:eerste], f"#### {regels[eerste].strip()}", *regels[eerste + 1 :]]
    elif soort == "artikel" and "." in kaal(_nummer(regels[eerste])):
        # «2.3 Geschil»: het nummer zegt ook zonder het woord welk artikel het is.
        regels = [f"#### Artikel {r.lstrip('# ')}" if "." in kaal(_nummer(r)) else r for r in regels]
    proef, *rest = _lees(regels, "#### Artikel 0\nProef.\n")
    if len(proef.inhoud) != 1 or inlinetekst(getattr(proef.inhoud[0], "inhoud", ())) != "Proef.":
        raise Geweigerd.om("lading-kop", soort=soort, regels=regels[0].strip()[:60], soort2=soort.capitalize())
    for deel in rest:
        if deel.soort.value != soort:
            eigen = deel.soort.value
            raise Geweigerd.om("lading-soort/nieuwe-tekst-bevat", soort=eigen, nummer=deel.nummer, soort2=soort)
    return tuple(rest)


def _paragrafen(regels: Sequence[str], soort: str) -> tuple[Blok, ...]:
    """Numbered paragrafen of a regulation without artikelen («2.4 Uitbetaling»); empty when the new text does not begin with one.

    Of an onderdeel only when text stands below its heading; else it is an item of a list.
    """
    eigen = [r.strip() for r in regels if r.strip()]
    kop = nummerkop(eigen[0].lstrip("#")) if eigen else None
    if kop is None or (soort == "onderdeel" and (len(eigen) == 1 or patroon("LABEL").match(eigen[1]))):
        return ()
    begin = next(i for i, r in enumerate(regels) if r.strip())
    *boven, _ = kaal(kop.nummer).split(".")
    koppen = [f"## {'.'.join(boven[: n + 1])} Proef" for n in range(len(boven))]
    rij = _lees([*koppen[1:], f"## {eigen[0].lstrip('# ')}", *regels[begin + 1 :]], (koppen or ["## 0 Proef"])[0])
    for _ in boven:
        if not all(map(is_genummerd, rij)):
            return ()
        if len(rij) != 1:
            raise Geweigerd.om("lading-soort/nieuwe-tekst-bevat", soort="paragraaf", nummer=rij[1].nummer, soort2=soort)
        rij = list(kinderen(rij[0]))
    return tuple(rij if boven else rij[1:]) if all(map(is_genummerd, rij)) else ()


def kop_van(tekst: str) -> tuple[Adres, str]:
    """A heading in words ("Hoofdstuk 2 Aanpak", "2.3 Reiskosten") as its unit and its title; no unit when it names none."""
    plek, kop = lees_plek(tekst, 0), nummerkop(tekst)
    if plek is not None and len(plek.adressen) == 1:
        return plek.adressen[0], tekst[plek.einde :].lstrip(" .:")
    return (Adres((Stap("paragraaf", kaal(kop.nummer)),)), kop.rest) if kop is not None else (Adres(), tekst)


def soort_in(adres: Adres, regels: Sequence[str]) -> str:
    """What kind of unit the new text of a place is: «punt 4» without more is a paragraaf when its heading stands above the text."""
    soort = adres.stappen[-1].soort
    kop = nummerkop(next((r for r in regels if r.strip()), "").lstrip("# "))
    return "paragraaf" if soort == "onderdeel" and len(adres.stappen) == 1 and kop and len(regels) > 1 else soort


def lees_regeling(regels: Sequence[str]) -> tuple[tuple[Blok, ...], str]:
    """The new text of a whole regulation: its units, and the title above them (which is not changed by an instruction).

    Raises:
        Geweigerd: no artikel in it.
    """
    kern = [r.lstrip('#*“„«"‘ ') for r in regels]
    koppen = [i for i, r in enumerate(kern) if patroon("INDELING").match(r)]
    koppen = koppen or [i for i, r in enumerate(kern) if nummerkop(r) is not None]
    begin = next(iter(koppen), len(regels))
    if begin == len(regels):
        raise Geweigerd.om("lading-soort")
    nieuw = _lees(regels[begin:], "# Proef")
    if not any(e.soort in (Soort.ARTIKEL, *STRUCTUUR) for e in nieuw):
        raise Geweigerd.om("lading-soort")
    return tuple(nieuw), platte_tekst(regels[:begin])


def _genummerd(regels: list[str], soort: str, opmerkingen: Opmerkingen) -> tuple[Blok, ...]:
    if soort == "begrip" and (nog := next(filter(None, map(patroon("BEGRIP_ERNA").search, regels)), None)):
        raise Geweigerd.om("nieuwe-tekst-verdacht/nieuwe-tekst", wat="nog een begrip", kern=nog["rest"][:80])
    if soort == "begrip" and not any(patroon("LABEL").match(r) for r in regels):
        regels = [f"- {r.strip()}" if r.strip() and ":" in r else r for r in regels]
    kop = "#### Artikel 0 Begripsbepalingen" if soort == "begrip" else "#### Artikel 0"
    gezocht = {Soort.LID} if soort == "lid" else {Soort.ONDERDEEL, Soort.BEGRIP}
    artikel = _vervolg_erbij(_lees(regels, kop)[0], soort, opmerkingen)
    delen = list(kinderen(artikel))
    if soort == "onderdeel" and delen and all(d.soort is Soort.LID for d in delen):
        # Onderdelen met cijfers («1. …») lezen als leden; hier is een onderdeel aangekondigd.
        delen = [d.met(soort=Soort.ONDERDEEL) for d in delen]
    los = [b for b in artikel.inhoud if not isinstance(b, Eenheid)]
    if (
        len(los) == 1
        and not delen
        and isinstance(los[0], Alinea)
        and patroon("ALLEEN_NUMMER").fullmatch(inlinetekst(los[0].inhoud).strip())
    ):
        raise Geweigerd.om("lading-leeg/nieuwe-tekst", inhoud=inlinetekst(los[0].inhoud).strip())
    titel = len(los) > 1 and inlinetekst(getattr(los[0], "inhoud", ()))[-1:].isalnum()  # of dat een opschrift is
    if not delen and los and not titel and all(isinstance(b, Alinea) for b in los):
        # Zonder eigen nummer: de opdracht zelf zegt welke eenheid het is.
        return (Eenheid({"lid": Soort.LID, "begrip": Soort.BEGRIP}.get(soort, Soort.ONDERDEEL), inhoud=tuple(los)),)
    if los or any(d.soort not in gezocht for d in delen):
        verkeerd = inlinetekst(los[0].inhoud) if los and isinstance(los[0], Alinea) else ""
        woorden = f" («{verkeerd[:60]}»)" if verkeerd else ""
        raise Geweigerd.om("lading-soort/niet-alleen", soort=soort, woorden=woorden)
    return tuple(delen)


def lees_artikeltekst(regels: Sequence[str], soort: str) -> Eenheid:
    """The text of an artikel or paragraaf without its heading: the instruction says which one it is.

    Raises:
        Geweigerd: empty, or it holds the heading of another unit.
    """
    eigen = [r for r in zonder_buitencitaat(regels) if r.strip()]
    artikelen = _lees(eigen, "#### Artikel 0" if soort == "artikel" else "## 0 Proef")
    if not eigen or len(artikelen) != 1:
        raise Geweigerd.om("lading-soort/nieuwe-tekst")
    return artikelen[0].met(nummer="", opschrift=())


def _vervolg_erbij(artikel: Eenheid, soort: str, opmerkingen: Opmerkingen) -> Eenheid:
    """A loose paragraph below an announced onderdeel or begrip belongs to it: nothing else was announced."""
    if soort not in ("onderdeel", "begrip"):
        return artikel
    uit: list[Blok] = []
    for blok in artikel.inhoud:
        vorige = uit[-1] if uit else None
        lijst = vorige if isinstance(vorige, Eenheid) and vorige.soort in LIJSTEN else None
        laatste = lijst.inhoud[-1] if lijst is not None and lijst.inhoud else None
        if lijst is not None and isinstance(blok, Eenheid) and lijst.soort is blok.soort:
            uit[-1] = lijst.met(inhoud=(*lijst.inhoud, *blok.inhoud))
        elif lijst is not None and isinstance(blok, Alinea) and isinstance(laatste, Eenheid):
            uit[-1] = lijst.met(inhoud=(*lijst.inhoud[:-1], laatste.met(inhoud=(*laatste.inhoud, blok))))
            van = f"{soort} {laatste.nummer.rstrip('.')}".rstrip()
            opmerkingen.append(("vervolgalinea", {"alinea": inlinetekst(blok.inhoud)[:60], "van": van}))
        else:
            uit.append(blok)
    return artikel.met(inhoud=tuple(uit))


def _tabel(regels: list[str], soort: str) -> tuple[Blok, ...]:
    rijen = [r for r in regels if patroon("TABELREGEL").match(r)]
    if not rijen:
        raise Geweigerd.om("lading-tabel", soort=soort)
    alleen_kop = len([r for r in rijen if not patroon("TABELLIJN").match(r)]) == 1
    if soort == "rij" and (alleen_kop or re.match(r"\s*\|\s*\d+(?:\.\d+)*\s*\|", rijen[0])):
        # Markdown kent geen tabel zonder kop; een rij met een nummer vooraan, of de enige, is geen kop.
        rijen = [r for r in rijen if not patroon("TABELLIJN").match(r)]
    if soort == "rij" and not any(patroon("TABELLIJN").match(r) for r in rijen):
        breed = max(r.count("|") for r in rijen) - 1
        regels = ["|" + " |" * breed, "|" + "---|" * breed, *rijen]
    blokken = _lees(regels, "#### Artikel 0")[0].inhoud
    if len(blokken) != 1 or not isinstance(blokken[0], Tabel):
        raise Geweigerd.om("lading-tabel/nieuwe-tekst")
    return blokken


def soort_van_lading(regels: Sequence[str]) -> str:
    """What new text is whose kind nobody named ("de volgende bepaling"): that shows in its own designation.

    Raises:
        Geweigerd: it has none.

    >>> soort_van_lading(["5. Honden zijn welkom."]), soort_van_lading(["| 1.3 | Kopie | € 1 |"]), soort_van_lading(["### Artikel 5a Honden"])
    ('lid', 'rij', 'artikel')
    """
    gevuld = [r for r in regels if r.strip()]
    eerste = next(iter(gevuld), "").strip().lstrip('#„“«"‘ ')
    if beeld(eerste).tabelrij:
        rijen = [r for r in gevuld if not patroon("TABELLIJN").match(r)]
        return "rij" if len(rijen) in (1, len(gevuld)) else "tabel"
    kop = lees_plek(eerste, 0)
    if kop is not None and kop.adressen[0].stappen and kop.adressen[0].stappen[-1].soort in KOP:
        return kop.adressen[0].stappen[-1].soort
    if nummerkop(eerste) is not None:
        return "paragraaf"
    if re.match(r"\d{1,3}[a-z]?[.)]\s", eerste):
        return "lid"
    if re.match(r"(?:[a-z]{1,2}[.)]|[-–•])\s", eerste):
        return "onderdeel"
    raise Geweigerd.om("bepaling-onbekend", eerste=eerste[:40])


def per_rij(blokken: Sequence[Blok]) -> tuple[Blok, ...]:
    """Each row of a table as a table of its own: in a table of tariffs a row is a unit."""
    return tuple(
        replace(blok, groepen=(replace(groep, romp=(rij,)),))
        for blok in blokken
        if isinstance(blok, Tabel)
        for groep in blok.groepen
        for rij in groep.romp
    )


# --- ready blocks (XML) -----------------------------------------------------------------------------------------------


def _los(blokken: Sequence[Blok]) -> list[Blok]:
    """Blocks without the wrappers of an amending article (artikeltekst, wijziging)."""
    uit: list[Blok] = []
    for blok in blokken:
        if isinstance(blok, Eenheid) and blok.kenmerk("element") in ("artikeltekst", "wijziging", "wetcitaat", "model"):
            uit.extend(_los(blok.inhoud))
        else:
            uit.append(blok)
    return uit


def kies_lading(blokken: Sequence[Blok], soort: str) -> tuple[Blok, ...]:
    """Ready blocks as the kind of unit that is announced.

    Raises:
        Geweigerd: something else stands there.
    """
    los = _los(blokken)
    if soort in ("onderdeel", "begrip", "streepje"):
        los = [
            k
            for b in los
            for k in (b.inhoud if isinstance(b, Eenheid) and b.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST) else (b,))
        ]
        if soort == "begrip" and los and all(isinstance(b, Alinea) for b in los):
            return tuple(Eenheid(Soort.BEGRIP, inhoud=(b,)) for b in los)
        goed = all(isinstance(b, Eenheid) and b.soort in (Soort.ONDERDEEL, Soort.BEGRIP) for b in los)
    elif soort in ("tabel", "rij"):
        goed = all(isinstance(b, Tabel) for b in los)
    elif soort in ("zin", "aanhef", "alinea", "tekst"):
        goed = all(isinstance(b, Alinea) for b in los)
    else:
        if soort == "lid" and los and all(isinstance(b, Alinea) for b in los):
            return (Eenheid(Soort.LID, inhoud=tuple(los)),)
        goed = all(isinstance(b, Eenheid) and b.soort.value == soort for b in los)
    if not los or not goed:
        raise Geweigerd.om("lading-soort/nieuwe-tekst-2", soort=soort)
    return tuple(los)


def platte_blokken(blokken: Sequence[Blok]) -> str:
    """Ready blocks as one line of text."""
    return " ".join(inlinetekst(b.inhoud).strip() for b in _los(blokken) if isinstance(b, Alinea))


# --- does it hold what is announced ---


def tel(nieuw: Sequence[Blok], aantal: int, soort: str) -> None:
    """Refuse new text that does not hold as many units as the sentence says."""
    if soort in ("rij", "tabel"):
        rijen = sum(len(g.romp) for b in nieuw if isinstance(b, Tabel) for g in b.groepen)
        gevonden = rijen if soort == "rij" else len(nieuw)
    else:
        gevonden = len(nieuw)
    if aantal == MEER and gevonden == 1:
        raise Geweigerd.om("aantal/meer", soort=_MEERVOUD.get(soort, soort))
    if aantal > 0 and gevonden != aantal:
        deel = "staat" if gevonden == 1 else "staan"
        raise Geweigerd.om("aantal", aantal=_aantal(aantal, soort), deel=deel, gevonden=gevonden)


_MEERVOUD = {
    "artikel": "artikelen",
    "lid": "leden",
    "onderdeel": "onderdelen",
    "bijlage": "bijlagen",
    "hoofdstuk": "hoofdstukken",
    "paragraaf": "paragrafen",
    "afdeling": "afdelingen",
    "rij": "rijen",
    "tabel": "tabellen",
    "zin": "zinnen",
    "begripsomschrijving": "begripsomschrijvingen",
    "begrip": "begrippen",
    "streepje": "streepjes",
}


def _aantal(aantal: int, soort: str) -> str:
    return f"{aantal} {soort if aantal == 1 else _MEERVOUD.get(soort, soort)}"


def zelfde_nummer(adres: Adres, blok: Blok) -> None:
    """The payload's own designation must be that of the address (F.3, 8)."""
    stap = adres.stappen[-1]
    if stap.soort == "begrip":
        if isinstance(blok, Eenheid):
            _zelfde_term(adres, term(blok))
        return
    eigen = _eigen_nummer(blok)
    if isinstance(blok, Tabel) and not (eigen[:1].isdecimal() and stap.nummer[:1].isdecimal()):
        return  # Een rij zonder nummer, of bij naam.
    if eigen and stap.nummer and not stap.geteld and eigen.lower() != stap.nummer.rstrip("°º").lower():
        raise Geweigerd.om("nummer-lading", adres=adres.tekst(), nummer=eigen)


def _zelfde_term(adres: Adres, eigen: str) -> None:
    """A definition that is replaced keeps a word of its term."""
    genoemd = adres.stappen[-1].nummer
    if not eigen:  # «komt te luiden: een ontheffing»: zonder de term zou die verdwijnen.
        raise Geweigerd.om("lading-kop", soort="het begrip", regels=genoemd, soort2="Begrip: omschrijving")
    if set(eigen.lower().split()).isdisjoint(genoemd.lower().split()):
        raise Geweigerd.om("nummer-lading", adres=adres.tekst(), nummer=eigen)


def _eigen_nummer(blok: Blok) -> str:
    """The number that a unit gives itself, or one row of a table in its first cell."""
    if isinstance(blok, Eenheid):
        return kaal(blok.nummer).rstrip("°º")
    if not isinstance(blok, Tabel):
        return ""
    cel = blok.groepen[0].romp[0].cellen[0]
    return " ".join(inlinetekst(a.inhoud) for b in cel.inhoud for a in alineas(b)).strip()
