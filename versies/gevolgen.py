"""What a change does elsewhere: references to what lapsed, moved or got another number, and what mends each.

A reference is told apart by what it meant: its words are looked up in the old version, the unit that they meant is followed
through the comparison, and its place in the new version is laid beside what the same words mean there. A reference that the
new version words otherwise was written by somebody who knew; of that only the target must exist.

>>> from verordening.tekst.markdown import lees
>>> from versies.verschil import vergelijk
>>> regels = "# Proef\\n\\n#### Artikel 1 Een\\n1. Een.\\n2. Twee.\\n3. Drie.\\n#### Artikel 2 Twee\\nArtikel 1, derde lid, geldt ook hier.\\n"
>>> was, wordt = lees(regels.encode()), lees(regels.replace("2. Twee.\\n3.", "2.").encode())
>>> for geraakt in verweesd(vergelijk(was, wordt)):
...     print(geraakt.bevinding().uitleg, "|", geraakt.nieuw)
Noemt artikel 1, derde lid; dat is nu artikel 1, tweede lid. | Artikel 1, tweede lid
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Ernst
from verordening.boom import TOELICHTING, Alinea, Blok, Eenheid, Inline, Regeling, Soort, Status, Tabel, inlinetekst
from verordening.groepen import groepeer
from verordening.register import Register
from versies.vergelijken.paar import wandel_paren
from versies.verschil import Verschil
from wetgeving.verwijzingen import Doelteksten, Toestand, Verwijzing, eigen_tekst, los_op, zoek_in

_WEG = frozenset(
    {
        Toestand.VERVALLEN,
        Toestand.ARTIKEL_ONTBREEKT,
        Toestand.LID_ONTBREEKT,
        Toestand.ONDERDEEL_ONTBREEKT,
        Toestand.DEEL_ONTBREEKT,
    }
)


@dataclass(frozen=True, slots=True)
class Geraakt:
    """One reference that no longer says what it said.

    Args:
        eenheid: the unit in which it stands, of the text that has to be mended.
        plaats: that place as a reader says it.
        verwijzing: the reference itself.
        oud: what it meant. nu: where that is now; None: it lapsed, or it never was there.
        nieuw: the words that mend it; empty when somebody has to decide.
        elders: name of the other regulation in which it stands; empty in the regulation itself.
    """

    eenheid: Eenheid
    plaats: str
    verwijzing: Verwijzing
    oud: Adres
    nu: Adres | None
    nieuw: str = ""
    elders: str = ""
    bestond: bool = True

    def bevinding(self, bijwerken: str = "Met --werk-bij wordt dit") -> Bevinding:
        """What a reader should know, with the words that mend it.

        Args:
            bijwerken: how these words are put in; empty when the reader does that with an instruction.
        """
        woorden = " ".join(self.verwijzing.tekst.split())
        oud = self.oud.tekst(kort=True)
        waar = f"{self.elders}, {self.plaats}" if self.elders else self.plaats
        if not self.bestond:
            return Bevinding.van("verwijzing-zonder-doel", waar, woorden, self.eenheid.eId, oud=oud)
        if self.nu is None:
            uitleg, advies = f"Noemt {oud}, dat vervalt.", "Pas de bepaling aan of laat haar vervallen."
        else:
            uitleg = f"Noemt {oud}; dat is nu {self.nu.tekst(kort=True)}."
            advies = (
                f"{bijwerken or 'Neem een opdracht op die dit vervangt door'} «{self.nieuw}»."
                if self.nieuw
                else "Pas de verwijzing met de hand aan."
            )
        return Bevinding("verwijzing-verweesd", Ernst.WAARSCHUWING, waar, woorden, uitleg, advies, self.eenheid.eId)


class Volger:
    """Follows an address of the old version to the new one, by content: through the comparison, never by number."""

    def __init__(self, verschil: Verschil) -> None:
        self.was, self.wordt = Register.van(verschil.was), Register.van(verschil.wordt)
        self.verschil = verschil
        self.naar: dict[int, Eenheid | None] = {}
        self.terug: dict[int, Eenheid] = {}
        for _, p in wandel_paren((verschil.paren,)):
            if not isinstance(p.was, Eenheid):
                continue
            if isinstance(p.wordt, Eenheid) and (
                p.wordt.status is not Status.VERVALLEN or p.was.status is p.wordt.status
            ):
                self.naar[id(p.was)] = p.wordt
                self.terug[id(p.wordt)] = p.was
            else:
                self.naar.setdefault(id(p.was), None)

    def nu(self, oud: Adres) -> Adres | None:
        """Where in the new version is what had this address; None when it lapsed."""
        gevonden = self.was.vind(oud)
        for eenheid in (gevonden.eenheid, *self.was.voorouders(gevonden.eenheid)):
            if id(eenheid) not in self.naar:
                continue
            nieuw = self.naar[id(eenheid)]
            if nieuw is None:
                return None
            voor, na = self.was.adres(eenheid), self.wordt.adres(nieuw)
            heel = self.was.adres(gevonden.eenheid).stappen
            if heel[: len(voor.stappen)] != voor.stappen:  # paragraaf 2.1 noemt zijn paragraaf 2 niet
                return _kort(Adres((*heel, *gevonden.fijn)), oud)
            rest = (*heel[len(voor.stappen) :], *gevonden.fijn)
            return _kort(Adres((*na.stappen, *rest)), oud)
        return oud

    def lot(self, verwijzing: Verwijzing) -> tuple[Toestand, str]:
        """What became of what a reference of the time of the old version meant: :attr:`Toestand.BESTAAT` when every place that its
        words name still is what it was, or the first that is not, with where it is now (lapsed: which of several it is)."""
        for plaats in verwijzing.plaatsen:
            if plaats.stappen and plaats.stappen[-1].nummer and self.er_was(plaats):
                nu = self.nu(plaats)
                if nu is None:
                    return Toestand.VERVALLEN, plaats.tekst(kort=True) if len(verwijzing.plaatsen) > 1 else ""
                if nu.stappen != plaats.stappen:
                    return Toestand.VERSCHOVEN, nu.tekst(kort=True)
        return Toestand.BESTAAT, ""

    def er_was(self, adres: Adres) -> bool:
        """True when the old version had this place, in force."""
        gevonden = self.was.vind(adres)
        return gevonden.mist is None and gevonden.status is not Status.VERVALLEN

    def was_van(self, eenheid: Eenheid) -> Eenheid | None:
        """The unit of the old version that became this one."""
        if id(eenheid) in self.terug:
            return self.terug[id(eenheid)]
        boven = next((b for b in self.wordt.voorouders(eenheid) if id(b) in self.terug), None)
        if boven is None:
            return None
        rest = self.wordt.adres(eenheid).stappen[len(self.wordt.adres(boven).stappen) :]
        gevonden = self.was.vind(Adres((*self.was.adres(self.terug[id(boven)]).stappen, *rest)))
        return gevonden.eenheid if gevonden.mist is None else None


def _kort(adres: Adres, zoals: Adres) -> Adres:
    """Without the chapters around, when the words did not name them."""
    eerste = zoals.stappen[0].soort if zoals.stappen else ""
    begin = next((n for n, s in enumerate(adres.stappen) if s.soort == eerste), 0)
    return Adres(adres.stappen[begin:])


def verweesd(verschil: Verschil) -> Iterator[Geraakt]:
    """References in the new version, its explanatory note included, to what lapsed, moved or was renumbered."""
    spoor = Volger(verschil)
    toen = _per_eenheid(verschil.was)
    doelen = Doelteksten([verschil.wordt])
    for eenheid, nu in _verwijzingen(verschil.wordt):
        was = spoor.was_van(eenheid)
        over = list(toen.get(was.eId, ())) if was is not None else []
        for v in nu:
            zelfde = next((o for o in over if _plat(o.tekst) == _plat(v.tekst)), None)
            if zelfde is not None:
                over.remove(zelfde)
                yield from _geraakt(spoor, eenheid, v, zelfde)
            elif los_op(v, doelen, None).toestand in _WEG and v.plaatsen[0].stappen:
                waar = _plaats(spoor.wordt, eenheid)
                yield Geraakt(eenheid, waar, v, v.plaatsen[0], None, bestond=False)


def verweesd_in(verschil: Verschil, andere: Iterable[Regeling]) -> Iterator[tuple[Regeling, Geraakt]]:
    """The same in other regulations, that name the changed one by its title."""
    spoor, g = Volger(verschil), verschil.was.gegevens
    namen = {titel: g.werk for titel in {g.citeertitel, verschil.wordt.gegevens.citeertitel} if titel}
    for regeling in andere:
        register = Register.van(regeling)
        naam = regeling.gegevens.citeertitel or regeling.gegevens.opschrift
        for v in zoek_in(regeling, zonder_opmaak=True, eigen_namen=namen).verwijzingen:
            if v.regeling != g.werk or not namen or v.vindplaats.eId not in register.op_eid:
                continue
            eenheid = register.op_eid[v.vindplaats.eId]
            for geraakt in _geraakt(spoor, eenheid, v, v):
                yield regeling, replace(geraakt, elders=naam, plaats=_plaats(register, eenheid))


def _geraakt(spoor: Volger, eenheid: Eenheid, v: Verwijzing, toen: Verwijzing) -> Iterator[Geraakt]:
    """At most one: the first of its places that is not what it was."""
    for oud, hier in zip(toen.plaatsen, v.plaatsen, strict=False):
        if not oud.stappen or not oud.stappen[-1].nummer or not spoor.er_was(oud):
            continue
        nu = spoor.nu(oud)
        if nu is not None and nu.stappen == hier.stappen:
            continue
        nieuw = _woorden(v.tekst, hier, nu) if nu is not None and len(v.plaatsen) == 1 and not v.reeks else ""
        yield Geraakt(eenheid, _plaats(spoor.wordt, eenheid), v, oud, nu, nieuw)
        return


def _woorden(tekst: str, oud: Adres, nu: Adres) -> str:
    """The words of a reference with the new place; empty when they are said otherwise than an address is.

    >>> from verordening.taal import uit_tekst as a
    >>> _woorden("het derde lid", a("artikel 4, derde lid"), a("artikel 4, vierde lid"))
    'het vierde lid'
    """
    for af in range(len(oud.stappen)):
        if oud.stappen[:af] != nu.stappen[:af]:
            return ""
        zegt, zou = (Adres(a.stappen[af:]).tekst(kort=True) for a in (oud, nu))
        if _plat(tekst).lower().endswith(zegt.lower()):
            voor = tekst[: len(tekst) - len(zegt)]
            if voor.strip().lower() in ("", "het", "de"):
                kop = tekst[len(voor) : len(voor) + 1]
                return voor + (zou[:1].upper() + zou[1:] if kop.isupper() else zou)
    return ""


def _plat(tekst: str) -> str:
    return " ".join(tekst.split())


def _plaats(register: Register, eenheid: Eenheid) -> str:
    boven = [eenheid, *register.voorouders(eenheid)]
    if any(e.soort in TOELICHTING for e in boven):
        deel = next((inlinetekst((*e.opschrift,)) for e in boven if e.soort is Soort.DIVISIE and e.opschrift), "")
        nummer = next((e.nummer for e in boven if e.soort is Soort.DIVISIE and e.nummer), "")
        return f"de toelichting op artikel {nummer}" if nummer else f"de toelichting{f' ({deel})' if deel else ''}"
    return register.adres(eenheid).tekst(kort=True) or "de regeling"


def _verwijzingen(regeling: Regeling) -> Iterator[tuple[Eenheid, list[Verwijzing]]]:
    """Internal references, per unit, in order."""
    op_eid = Register.van(regeling).op_eid
    for eid, rij in _per_eenheid(regeling).items():
        if eid in op_eid and op_eid[eid].status is not Status.VERVALLEN:
            yield op_eid[eid], rij


def _per_eenheid(regeling: Regeling) -> dict[str, list[Verwijzing]]:
    return groepeer(
        (v.vindplaats.eId, v) for v in zoek_in(regeling, zonder_opmaak=True).verwijzingen if v.soort == "intern"
    )


# --- mending ----------------------------------------------------------------------------------------------------------


def werk_bij(regeling: Regeling, geraakten: Sequence[Geraakt]) -> tuple[Regeling, tuple[Geraakt, ...]]:
    """The regulation with every reference mended that has words for it, and those that stay as they are.

    Only words inside one run of plain text are replaced: a reference that is partly a link keeps its words.
    """
    per = groepeer((id(g.eenheid), g) for g in geraakten if g.nieuw)
    klaar: Counter[int] = Counter()

    def herschrijf(e: Eenheid) -> Eenheid:
        werk = _Werk(per.get(id(e), ()), klaar)
        opschrift = werk.inline(e.opschrift) if e.opschrift else e.opschrift
        werk.plek += bool(e.opschrift)
        inhoud = tuple(herschrijf(b) if isinstance(b, Eenheid) else werk.blok(b) for b in e.inhoud)
        return replace(e, opschrift=opschrift, inhoud=inhoud)

    wortel = herschrijf(regeling.wortel)
    over = tuple(g for g in geraakten if not klaar[id(g)])
    return (replace(regeling, wortel=wortel) if klaar else regeling), over


class _Werk:
    """Replaces words by their place in the own text of one unit (:func:`wetgeving.verwijzingen.eigen_tekst`)."""

    def __init__(self, geraakten: Sequence[Geraakt], klaar: Counter[int]) -> None:
        self.geraakten, self.klaar, self.plek = geraakten, klaar, 0

    def blok(self, blok: Blok) -> Blok:
        """A block with its words mended."""
        if isinstance(blok, Alinea):
            nieuw = replace(blok, inhoud=self.inline(blok.inhoud))
            self.plek += 1
            return nieuw
        if isinstance(blok, Tabel) and self.geraakten:
            return self.tabel(blok)
        return blok

    def tabel(self, tabel: Tabel) -> Tabel:
        """Only counted: what stands in a table is mended by hand, because its words have no plain place."""
        houder = Eenheid(Soort.LID, inhoud=(tabel,))
        self.plek += len(eigen_tekst(houder)) + 1
        return tabel

    def inline(self, inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Mixed content, its words mended from the end to the beginning."""
        begin, uit = self.plek, list(inhoud)
        self.plek += len(inlinetekst(inhoud))
        for g in sorted(self.geraakten, key=lambda g: -g.verwijzing.begin):
            van, tot, voor = g.verwijzing.begin - begin, g.verwijzing.eind - begin, 0
            for n, deel in enumerate(uit):
                lang = len(inlinetekst((deel,)))
                if (
                    isinstance(deel, str)
                    and voor <= van
                    and tot <= voor + lang
                    and deel[van - voor : tot - voor] == g.verwijzing.tekst
                ):
                    uit[n] = deel[: van - voor] + g.nieuw + deel[tot - voor :]
                    self.klaar[id(g)] += 1
                    break
                voor += lang
        return tuple(uit)
