"""The one table of forms: from values of change to one instruction sentence, the inverse of the reader.

What :func:`versies.opdracht.lees_besluit` reads from a sentence, :func:`schrijf` writes; every form in :data:`VORMEN` is
tested both ways. Which values go into one sentence is decided elsewhere.

>>> from verordening.taal import uit_tekst
>>> plek = Plek(uit_tekst("artikel 7, tweede lid"))
>>> schrijf(VervangTekst(plek, "acht", "zes")).schrijf()
'In artikel 7, tweede lid, wordt “acht” vervangen door “zes”.'
>>> schrijf(Vervalt(plek)).schrijf()
'Artikel 7, tweede lid, vervalt.'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verordening.adres import Adres
from verordening.boom import Alinea, Blok, Eenheid, Inline, Soort, Tabel, inlinetekst, kaal
from verordening.tekst.markdowninline import lees_inline
from versies.opstellen.lading import lading_van, regelinglading, rijregel, tabellading
from versies.opstellen.zinnen import (
    Zin,
    aantal,
    adresfrase,
    artikelenfrase,
    citeer,
    lijstfrase,
    nummerfrase,
    opsomming,
    plekken_tussen,
    reeksfrase,
    tot_nummers,
)
from versies.toepassen.woorden import zinnen
from versies.vergelijken.paar import legaal
from versies.wijziging import (
    EENMAAL,
    TELKENS,
    Kant,
    Ledenvorm,
    Plek,
    Vernummer,
    Verplaats,
    Vervalt,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    VoegTekstIn,
    Wijziging,
)

VORMEN = {
    "woorden vervangen": "{In} wordt [oud] vervangen door [nieuw].",
    "woorden telkens vervangen": "{In} wordt [oud] telkens vervangen door [nieuw].",
    "woorden vervallen": "{In} vervalt [oud].",
    "woorden telkens vervallen": "{In} vervalt telkens [oud].",
    "woorden invoegen": "{In} wordt [kant] [bij] ingevoegd [nieuw].",
    "woorden telkens invoegen": "{In} wordt [kant] [bij] telkens ingevoegd [nieuw].",
    "meer woorden vervangen": "{In} wordt [paren].",
    "zinnen toevoegen": "{Aan} [wordt] [wat] toegevoegd, luidende:",
    "opnieuw": "{Plek} komt te luiden:",
    "regeling opnieuw": "{Regeling} komt te luiden:",
    "reeks opnieuw": "[rij] [wordt] vervangen door [wat], luidende:",
    "tabel opnieuw": "{Plek} wordt vervangen door:",
    "opschrift erbij": "{Aan} wordt een opschrift toegevoegd, luidende:",
    "vervalt": "{Plek} vervalt.",
    "reeks vervalt": "[rij] [vervalt][bij].",
    "slotteken": "{In} wordt [oud] aan het slot van [deel] vervangen door [nieuw].",
    "toevoegen": "{Aan} [wordt][bij] [wat] toegevoegd, luidende:",
    "toevoegen aan de regeling": "Aan de regeling [wordt] [wat] toegevoegd, luidende:",
    "invoegen": "{In} [wordt][bij] [wat] ingevoegd, luidende:",
    "op alfabet": "{In} [wordt] in de alfabetische volgorde [wat] ingevoegd, luidende:",
    "binnen naast": "{In} [wordt] [kant] [buur] [wat] ingevoegd, luidende:",
    "na": "{Na} [wordt] [wat] ingevoegd, luidende:",
    "voor": "{Voor} [wordt] [wat] ingevoegd, luidende:",
    "vernummeren": "[rij] [wordt] vernummerd tot [nummers].",
    "verplaatsen": "[rij] [wordt] [naar] [doel][bij].",
    "leden erbij": "{In} wordt voor de tekst de aanduiding “[nummer]” geplaatst.",
    "leden weg": "[rij] alsmede de aanduiding “[nummer]” voor het eerste lid vervallen.",
}
"""Name of a form → the sentence. ``{In}`` and the like stand for the place (:class:`versies.opstellen.zinnen.Zin`), what
stands in brackets for the words of the change."""


def schrijf(
    *wijzigingen: Wijziging,
    achteraan: bool = True,
    kop: bool = True,
    reeks: bool = False,
    soort: str = "",
    vers: frozenset[Adres] = frozenset(),
) -> Zin | None:
    """One sentence for changes that belong together; None when no phrase, quotation or line of new text reads back as this.

    Args:
        wijzigingen: one change; words in one place, or the same words in several articles; or what happens to the numbered
            parts of one unit: lapses, new numbers, marks at the end, new parts.
        achteraan: the new parts stand behind the others ("toegevoegd", not "ingevoegd").
        kop: the unit had a heading before ("komt te luiden", not "toegevoegd").
        reeks: a lapse is said of the parts of a unit, also when it is only one.
        vers: places that carry their number only since this decision: they are called "(nieuw)".
        soort: what new text is called when it is not what its kind says ("begrip", "onderdeel").
    """
    eerste = wijzigingen[0]
    plekken = list(dict.fromkeys(w.plek.adres for w in wijzigingen if isinstance(w, (VervangTekst, VoegTekstIn))))
    if isinstance(eerste, VervangTekst) and eerste.veld == "tekst":
        zin = _op(
            plekken,
            _woorden(
                [w for w in wijzigingen[: len(wijzigingen) if len(plekken) == 1 else 1] if isinstance(w, VervangTekst)]
            ),
        )
    elif isinstance(eerste, VoegTekstIn):
        zin = _op(plekken, _woorden_erbij(eerste))
    elif isinstance(eerste, VervangEenheid):
        zin = _opnieuw(eerste)
    elif isinstance(eerste, VervangKop):
        zin = _kop(eerste, had=kop)
    elif isinstance(eerste, Verplaats):
        zin = _verplaatst(wijzigingen, vers)
    elif isinstance(eerste, VoegIn) and len(wijzigingen) == 1 and eerste.anker.kant is not Kant.SLOT:
        zin = _naast(eerste, soort)
    elif isinstance(eerste, Vervalt) and len(wijzigingen) == 1 and eerste.tot is None and not reeks:
        zin = Zin(eerste.plek.adres, VORMEN["vervalt"])
    else:
        zin = _delen(wijzigingen, achteraan, soort)
    if not zin.schrijf() or (zin.vorm.endswith(":") and not zin.lading):
        return None
    return replace(zin, wijzigingen=wijzigingen)


def zonder_plek(w: VervangTekst | VoegTekstIn) -> VervangTekst | VoegTekstIn:
    """A change of words without its place and number of times: what two sentences must share to be joined."""
    return replace(w, plek=_NERGENS, wordt=None, keer=EENMAAL)


def telkens(w: VervangTekst | VoegTekstIn, plek: Adres) -> VervangTekst | VoegTekstIn:
    """The same change at every occurrence in a place."""
    return replace(w, plek=Plek(plek), keer=TELKENS)


_NERGENS = Plek(Adres())


def _vul(vorm: str, **delen: str) -> str:
    """The sentence; empty when one of its parts has no words."""
    zin = VORMEN[vorm]
    for naam, tekst in delen.items():
        if not tekst and naam != "bij":
            return ""
        zin = zin.replace(f"[{naam}]", tekst)
    return zin


def _wordt(n: int) -> str:
    return "wordt" if n == 1 else "worden"


def _op(plekken: Sequence[Adres], zin: Zin) -> Zin:
    """The sentence about all these places."""
    if len(plekken) == 1:
        return zin
    frase = artikelenfrase(plekken)
    return Zin(Adres(), zin.vorm.replace("{In}", f"In {frase}") if frase else "", zin.lading)


# --- words ------------------------------------------------------------------------------------------------------------


def _woorden(rij: Sequence[VervangTekst]) -> Zin:
    w, plek = rij[0], rij[0].plek.adres
    if len(rij) > 1:
        citaten = [(citeer(x.oud), citeer(x.nieuw)) for x in rij]
        paren = opsomming([f"{oud} vervangen door {nieuw}" for oud, nieuw in citaten])
        return Zin(plek, _vul("meer woorden vervangen", paren=paren if all(map(all, citaten)) else ""))
    keer = "telkens " if w.keer == TELKENS else ""
    if not w.nieuw:
        return Zin(plek, _vul(f"woorden {keer}vervallen", oud=citeer(w.oud)))
    return Zin(plek, _vul(f"woorden {keer}vervangen", oud=citeer(w.oud), nieuw=citeer(w.nieuw)))


def _woorden_erbij(w: VoegTekstIn) -> Zin:
    plek = w.plek.adres
    if not w.bij:
        n = len(zinnen(w.nieuw))
        return Zin(plek, _vul("zinnen toevoegen", wordt=_wordt(n), wat=aantal(n, "zin")), (w.nieuw,))
    keer = "telkens " if w.keer == TELKENS else ""
    return Zin(plek, _vul(f"woorden {keer}invoegen", kant=w.kant.value, bij=citeer(w.bij), nieuw=citeer(w.nieuw)))


# --- units ------------------------------------------------------------------------------------------------------------


def _opnieuw(w: VervangEenheid) -> Zin:
    plek, (eerste, *_) = w.plek.adres, w.nieuw
    if isinstance(eerste, Tabel):
        return Zin(plek, VORMEN["tabel opnieuw"], tabellading(eerste))
    if isinstance(eerste, Alinea):
        return Zin(plek, VORMEN["opnieuw"], (inlinetekst(eerste.inhoud),))
    if not plek.stappen:
        return Zin(plek, VORMEN["regeling opnieuw"], regelinglading(_eenheden(w.nieuw)))
    soort = plek.stappen[-1].soort
    if w.tot is not None:
        rij, units = reeksfrase(plek, w.tot.adres), _eenheden(w.nieuw)
        delen = {"wordt": _wordt(2 - (plek == w.tot.adres)), "wat": aantal(len(units), soort)}
        return Zin(Adres(), _vul("reeks opnieuw", rij=f"{rij[:1].upper()}{rij[1:]}", **delen), lading_van(units, soort))
    return Zin(plek, VORMEN["opnieuw"], lading_van(_eenheden(w.nieuw), "onderdeel" if soort == "streepje" else soort))


def _kop(w: VervangKop, *, had: bool) -> Zin:
    plek = w.plek.adres
    if not legaal(w.opschrift):
        return Zin(plek.erbij("opschrift"), VORMEN["vervalt"])
    regel = _kopregel(w.opschrift)
    if not had:
        return Zin(plek, VORMEN["opschrift erbij"], (regel,))
    return Zin(plek.erbij("opschrift"), VORMEN["opnieuw"], (regel,))


def _kopregel(inhoud: tuple[Inline, ...]) -> str:
    """A heading as a line of new text; marks are escaped only when it does not read back otherwise."""
    tekst = legaal(inhoud)
    if legaal(lees_inline(tekst)) == tekst:
        return tekst
    return "".join(f"\\{c}" if c in "\\`*_[]<>" else c for c in tekst)


def _naast(w: VoegIn, soort: str) -> Zin:
    """New units beside another one, or in the alphabet."""
    adres, kant, wordt = w.anker.plek.adres, w.anker.kant, _wordt(len(w.nieuw))
    laatste = adres.stappen[-1]
    if laatste.soort == "rij":
        rijen = [rijregel(r) for b in w.nieuw if isinstance(b, Tabel) for g in b.groepen for r in g.romp]
        delen = {
            "wordt": _wordt(len(rijen)),
            "buur": _na("de rij", citeer(laatste.nummer)),
            "wat": aantal(len(rijen), "rij"),
        }
        return Zin(Adres(adres.stappen[:-1]), _vul("binnen naast", kant=kant.value, **delen), tuple(rijen))
    naam = soort or _soort(w.nieuw)
    wat, lading = aantal(len(w.nieuw), naam), lading_van(_eenheden(w.nieuw), naam)
    if kant is Kant.ALFABETISCH:
        return Zin(adres, _vul("op alfabet", wordt=wordt, wat=wat), lading)
    if laatste.soort in ("begrip", "streepje"):
        buur = (
            _na("de begripsomschrijving van", citeer(laatste.nummer))
            if laatste.soort == "begrip"
            else nummerfrase("streepje", [laatste.nummer])
        )
        boven = Adres(adres.stappen[:-1])
        return Zin(boven, _vul("binnen naast", wordt=wordt, kant=kant.value, buur=buur, wat=wat), lading)
    return Zin(adres, _vul(kant.value, wordt=wordt, wat=wat), lading)


def _na(woorden: str, citaat: str) -> str:
    return f"{woorden} {citaat}" if citaat else ""


def _eenheden(nieuw: Sequence[Blok]) -> tuple[Eenheid, ...]:
    return tuple(b for b in nieuw if isinstance(b, Eenheid))


def _soort(nieuw: Sequence[Blok]) -> str:
    eerste = nieuw[0]
    assert isinstance(eerste, Eenheid)
    if eerste.soort is Soort.BEGRIP:
        return "onderdeel" if kaal(eerste.nummer) else "begrip"
    return eerste.soort.value


# --- numbered parts ---------------------------------------------------------------------------------------------------


def _delen(wijzigingen: Sequence[Wijziging], achteraan: bool, soort: str) -> Zin:
    """What happens to the numbered parts of one unit, in one sentence."""
    weg = [adres for w in wijzigingen if isinstance(w, Vervalt) for adres in plekken_tussen(w.plek, w.tot)]
    om = [w for w in wijzigingen if isinstance(w, Vernummer)]
    sloten = [w for w in wijzigingen if isinstance(w, VervangTekst)]
    erbij = next((w for w in wijzigingen if isinstance(w, VoegIn)), None)
    vorm = next((w for w in wijzigingen if isinstance(w, Ledenvorm)), None)
    if vorm is not None:
        if vorm.aan:
            return Zin(vorm.plek.adres, _vul("leden erbij", nummer=vorm.nummer))
        return Zin(vorm.plek.adres, _vul("leden weg", rij=_rij(weg), nummer=vorm.nummer))
    bij = _bijzaken(om, sloten)
    if bij is None:
        return Zin(Adres(), "")
    if erbij is not None:
        adres, naam, n = erbij.anker.plek.adres, soort or _soort(erbij.nieuw), len(erbij.nieuw)
        lading = lading_van(_eenheden(erbij.nieuw), naam)
        wat = {"wordt": _wordt(n), "wat": aantal(n, naam)}
        if not adres.stappen:
            return Zin(adres, _vul("toevoegen aan de regeling", **wat), lading)
        return Zin(adres, _vul("toevoegen" if achteraan and not om else "invoegen", bij=bij, **wat), lading)
    if weg:
        vervalt = "vervalt" if len(weg) == 1 else "vervallen"
        return Zin(_boven(weg[0]), _vul("reeks vervalt", rij=_rij(weg), vervalt=vervalt, bij=f",{bij}" if bij else ""))
    if om:
        plekken = [w.plek.adres for w in om]
        nummers = tot_nummers(plekken[0].stappen[-1].soort, [kaal(w.nummer) for w in om])
        return Zin(_boven(plekken[0]), _vul("vernummeren", rij=_rij(plekken), wordt=_wordt(len(om)), nummers=nummers))
    (slot,) = sloten
    deel = slot.plek.adres.stappen[-1]
    delen = {
        "oud": _teken(slot.oud, "de"),
        "deel": nummerfrase(deel.soort, [deel.nummer]),
        "nieuw": _teken(slot.nieuw, "een"),
    }
    return Zin(_boven(slot.plek.adres), _vul("slotteken", **delen))


def _verplaatst(wijzigingen: Sequence[Wijziging], vers: frozenset[Adres]) -> Zin:
    """Neighbours that move, with their own new numbers and those of what makes way."""
    plaats = [w for w in wijzigingen if isinstance(w, Verplaats)]
    plekken, anker = [w.plek.adres for w in plaats], plaats[0].anker
    om = [w for w in wijzigingen if isinstance(w, Vernummer)]
    eigen = [w for w in om if w.plek.adres in plekken]
    doel, bij = adresfrase(anker.plek.adres, nieuw=vers), ""
    if len(eigen) < len(om):
        mee = [w for w in om if w.plek.adres not in plekken]
        om_tot = [_van_tot(rij) for rij in (eigen, mee) if rij]
        if not all(om_tot):
            return Zin(Adres(), "")
        bij = f", onder {_hernoeming(om)} {' en '.join(om_tot)}"
    elif eigen:
        nummers = tot_nummers(plekken[0].stappen[-1].soort, [kaal(w.nummer) for w in eigen])
        if not nummers:
            return Zin(Adres(), "")
        bij = f"{',' if ',' in doel else ''} en vernummerd tot {nummers}"
    naar = "verplaatst naar" if anker.kant is Kant.SLOT else f"geplaatst {anker.kant.value}"
    return Zin(
        Adres(), _vul("verplaatsen", rij=_voluit(plekken), wordt=_wordt(len(plaats)), naar=naar, doel=doel, bij=bij)
    )


def _voluit(adressen: Sequence[Adres]) -> str:
    """Several places as the beginning of a sentence."""
    rij = lijstfrase(adressen)
    return f"{rij[:1].upper()}{rij[1:]}{',' if ',' in rij and len(adressen) == 1 else ''}"


def _van_tot(om: Sequence[Vernummer]) -> str:
    """ "van de artikelen 3 en 4 tot de artikelen 4 en 5"; empty when the new numbers cannot be said."""
    soort, nummers = om[0].plek.adres.stappen[-1].soort, [w.plek.adres.stappen[-1].nummer for w in om]
    oud, tot = nummerfrase(soort, nummers, meervoud_met_lidwoord=True), tot_nummers(soort, [kaal(w.nummer) for w in om])
    return f"van {oud} tot {tot}" if tot else ""


def _hernoeming(om: Sequence[Vernummer]) -> str:
    """Letters are not numbers."""
    letters = all(w.plek.adres.stappen[-1].nummer.isalpha() for w in om)
    return "verlettering" if letters else "vernummering"


def _boven(adres: Adres) -> Adres:
    return Adres(adres.stappen[:-1])


def _rij(adressen: Sequence[Adres]) -> str:
    """A token that becomes the phrase of several places once the block around them is known."""
    return "{Rij:" + adressen[0].stappen[-1].soort + ":" + "|".join(a.stappen[-1].nummer for a in adressen) + "}"


def _bijzaken(om: Sequence[Vernummer], sloten: Sequence[VervangTekst]) -> str | None:
    """ " onder vernummering van … tot …" and " onder vervanging van … door …"; None when one of them cannot be said."""
    delen = []
    if om:
        delen.append(_na(f" onder {_hernoeming(om)}", _van_tot(om)))
    if sloten:
        tekens = [(_teken(s.oud, "de"), s.plek.adres.stappen[-1], _teken(s.nieuw, "een")) for s in sloten]
        rij = [
            f"{oud} aan het slot van {nummerfrase(plek.soort, [plek.nummer])} door {nieuw}"
            for oud, plek, nieuw in tekens
        ]
        delen.append(f" onder vervanging van {' en van '.join(rij)}" if all(a and b for a, _, b in tekens) else "")
    return " en".join(delen) if all(delen) else None


_TEKENS = {".": "punt", ";": "puntkomma", ",": "komma"}


def _teken(teken: str, lidwoord: str) -> str:
    """ "de punt", "een puntkomma"; with a word behind it between quotes."""
    return f"{lidwoord} {_TEKENS[teken]}" if teken in _TEKENS else citeer(teken)
