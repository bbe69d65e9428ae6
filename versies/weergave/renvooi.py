"""The redline: the change tree as a neutral paper, from which HTML, PDF, Word and OpenDocument are made.

Two forms. The *leesversie* has an overview of the changes in front and remarks where something moved. The *zuivere
tekst* holds the words of the regulation and nothing else, so that in Word accepting every change gives exactly the new
text and rejecting every change exactly the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from verordening.boom import Alinea, Cel, Eenheid, Figuur, Rij, Soort, Status, Tabel, kaal
from verordening.papier import document as d
from verordening.papier.document import Blok, Inline, Stuk, Wijziging

from ..paar import Deel, Paar, Verandering, delen_van, eigen_tekst, uitgeklapt
from ..verschil import Verschil
from ..wijziging import Spanne, Spannesoort
from .samenvatting import overzicht

__all__ = ["Zetter", "als_inhoud", "renvooi", "zuivere_tekst"]

_SOORT = {
    Spannesoort.GELIJK: Wijziging.GEEN,
    Spannesoort.INGEVOEGD: Wijziging.INGEVOEGD,
    Spannesoort.VERVALLEN: Wijziging.VERVALLEN,
}
_DOORZICHTIG = frozenset({Soort.REGELING, Soort.LICHAAM, Soort.OPSCHRIFT, Soort.AANHEF, Soort.SLUITING, Soort.DIVISIETEKST})
_PUNTEN = frozenset({Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP})
_HOOGSTE_KOP = 6


def renvooi(verschil: Verschil) -> d.Document:
    """The reading version: overview, legend, and the whole new text with every change marked."""
    zetter = Zetter(opmerkingen=True)
    tekst = zetter.paren((verschil.paren,), 2)
    naam = verschil.wordt.gegevens.citeertitel or verschil.wordt.gegevens.opschrift or verschil.wordt.gegevens.werk
    voor: list[Blok] = [
        d.alinea(
            "Nieuwe tekst is onderstreept, vervallen tekst is doorgehaald. Wie de tekst laat voorlezen, hoort «ingevoegd» en "
            "«vervallen». Wat geen merk heeft, is in beide versies gelijk.",
            soort="klein",
        ),
        *overzicht(verschil),
    ]
    return d.Document(
        f"Renvooi {naam}",
        (*voor, d.kop(2, "Tekst met wijzigingen", anker="tekst"), *_verdiep(tekst)),
        status=verschil.wordt.gegevens.versiestatus,
        ondertitel=_versies(verschil),
        onderwerp=f"Verschil tussen twee versies van {naam}",
        datum=verschil.wordt.gegevens.juridisch_werkend_vanaf,
    )


def zuivere_tekst(verschil: Verschil) -> d.Document:
    """Only the words of the regulation with their changes: for Word with tracked changes."""
    naam = verschil.wordt.gegevens.citeertitel or verschil.wordt.gegevens.opschrift or verschil.wordt.gegevens.werk
    return d.Document(
        naam,
        tuple(Zetter(opmerkingen=False).paren((verschil.paren,), 2)),
        status=verschil.wordt.gegevens.versiestatus,
        datum=verschil.wordt.gegevens.juridisch_werkend_vanaf,
    )


def _versies(verschil: Verschil) -> str:
    def dag(regeling: object) -> str:
        from verordening.boom import Regeling

        assert isinstance(regeling, Regeling)
        werkend = regeling.gegevens.juridisch_werkend_vanaf
        return f"versie van {werkend.day}-{werkend.month}-{werkend.year}" if werkend else "versie zonder datum"

    return f"was: {dag(verschil.was)}; wordt: {dag(verschil.wordt)}"


def _verdiep(blokken: Iterable[Blok]) -> Iterator[Blok]:
    """Headings one level down, because the text stands under a heading of its own."""
    for blok in blokken:
        if isinstance(blok, d.Kop):
            yield d.Kop(min(blok.niveau + 1, _HOOGSTE_KOP), blok.inhoud, blok.anker, blok.wijziging)
        else:
            yield blok


def als_inhoud(spannen: Iterable[Spanne], kant: Spannesoort | None = None) -> tuple[Inline, ...]:
    """Words as runs with their marks.

    Args:
        kant: leave out the words of this kind (``INGEVOEGD`` gives the old side, ``VERVALLEN`` the new one).
    """
    return tuple(Stuk(s.tekst, wijziging=_SOORT[s.soort]) for s in spannen if s.tekst and s.soort is not kant)


@dataclass(frozen=True, slots=True)
class Zetter:
    """Sets paren as blocks of paper. ``opmerkingen``: with remarks for the reader (moved, renumbered)."""

    opmerkingen: bool

    def paren(self, paren: Iterable[Paar], niveau: int) -> list[Blok]:
        """Blocks of a run of paren; neighbouring leden and onderdelen become one list."""
        uit: list[Blok] = []
        punten: list[d.Punt] = []

        def sluit() -> None:
            for genummerd, groep in groupby(punten, key=lambda p: bool(p.aanduiding)):
                uit.append(d.Lijst(tuple(groep), d.Nummering.EIGEN if genummerd else d.Nummering.STREEP))
            punten.clear()

        for paar in paren:
            if isinstance(paar.deel, Eenheid) and paar.deel.soort in _PUNTEN:
                punten.append(self._punt(paar, niveau))
                continue
            if isinstance(paar.deel, Eenheid) and paar.deel.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST):
                for kind in self._kinderen(paar):
                    if isinstance(kind.deel, Eenheid) and kind.deel.soort in _PUNTEN:
                        punten.append(self._punt(kind, niveau))
                    else:
                        sluit()
                        uit.extend(self._blok(kind, niveau))
                sluit()
                continue
            sluit()
            uit.extend(self._blok(paar, niveau))
        sluit()
        return uit

    def _kinderen(self, paar: Paar) -> tuple[Paar, ...]:
        """Children with their whole mark passed down: what left is shown as lapsed, what arrived as new."""
        if paar.vertrokken and paar.was is not None:
            return tuple(_heel(deel, Verandering.VERVALLEN) for deel in delen_van(paar.was))
        if paar.aangekomen and paar.wordt is not None:
            return tuple(_heel(deel, Verandering.NIEUW) for deel in delen_van(paar.wordt))
        return uitgeklapt(paar)

    def _blok(self, paar: Paar, niveau: int) -> list[Blok]:
        deel = paar.deel
        if isinstance(deel, Eenheid):
            return self._eenheid(paar, deel, niveau)
        if isinstance(deel, Alinea):
            return self._alinea(paar, deel)
        if isinstance(deel, Tabel):
            return self._tabel(paar, deel)
        if isinstance(deel, Figuur):
            titel = eigen_tekst(deel) or deel.afbeelding.alt or deel.afbeelding.bron
            return [d.alinea(f"[Afbeelding: {titel}]", wijziging=_geheel(paar))]
        return []

    # units

    def _eenheid(self, paar: Paar, eenheid: Eenheid, niveau: int) -> list[Blok]:
        uit: list[Blok] = []
        dieper = niveau
        if eenheid.soort not in _DOORZICHTIG or _heeft_kop(paar):
            kop = self._kop(paar, niveau)
            if kop is not None:
                uit.append(kop)
                dieper = min(niveau + 1, _HOOGSTE_KOP)
        uit.extend(self._opmerking(paar))
        uit.extend(self.paren(self._kinderen(paar), dieper))
        uit.extend(self._vervallen(paar))
        return uit

    def _kop(self, paar: Paar, niveau: int) -> d.Kop | None:
        geheel = _geheel(paar)
        inhoud: list[Inline] = []
        oud = paar.was if isinstance(paar.was, Eenheid) else None
        nieuw = paar.wordt if isinstance(paar.wordt, Eenheid) else None
        if geheel:
            deel = nieuw if geheel is Wijziging.INGEVOEGD else oud
            assert deel is not None
            inhoud = [Stuk(" ".join(t for t in (deel.label, deel.nummer, eigen_tekst(deel)) if t))]
        else:
            assert oud is not None and nieuw is not None
            inhoud.extend(_oud_nieuw(_aanduiding(oud), _aanduiding(nieuw)))
            opschrift = als_inhoud(paar.spannen) or tuple(_oud_nieuw(eigen_tekst(oud), eigen_tekst(nieuw)))
            if inhoud and opschrift:
                inhoud.append(Stuk(" "))
            inhoud.extend(opschrift)
        if not any(isinstance(s, Stuk) and s.tekst.strip() for s in inhoud):
            return None
        anker = f"e-{paar.deel.eId}" if isinstance(paar.deel, Eenheid) and paar.deel.eId else ""
        if geheel is Wijziging.VERVALLEN or (self.opmerkingen is False):
            anker = ""
        return d.Kop(niveau, tuple(inhoud), anker, geheel)

    def _opmerking(self, paar: Paar) -> Iterator[Blok]:
        if not self.opmerkingen or not isinstance(paar.deel, Eenheid):
            return
        if Verandering.VERPLAATST in paar.soorten and paar.elders is not None:
            richting = "naar" if paar.vertrokken else "van"
            yield d.alinea(f"Verplaatst {richting} {paar.elders.adres.tekst(kort=True)}.", soort="klein")

    def _vervallen(self, paar: Paar) -> Iterator[Blok]:
        """The tombstone: a lapsed unit shows that it lapsed."""
        was = isinstance(paar.was, Eenheid) and paar.was.status is Status.VERVALLEN
        wordt = isinstance(paar.wordt, Eenheid) and paar.wordt.status is Status.VERVALLEN
        if was or wordt:
            soort = Wijziging.GEEN if was and wordt else Wijziging.INGEVOEGD if wordt else Wijziging.VERVALLEN
            yield d.alinea("[Vervallen]", wijziging=soort)

    # points

    def _punt(self, paar: Paar, niveau: int) -> d.Punt:
        geheel = _geheel(paar)
        oud = paar.was.nummer if isinstance(paar.was, Eenheid) else ""
        nieuw = paar.wordt.nummer if isinstance(paar.wordt, Eenheid) else ""
        blokken = self.paren(self._kinderen(paar), niveau)
        term = self._term(paar)
        if term:
            blokken = _met_term(term, blokken, geheel)
        blokken = [*self._opmerking(paar), *blokken, *self._vervallen(paar)]
        if not blokken:
            blokken = [d.alinea("", wijziging=geheel)]
        if geheel:
            blokken = [_als_geheel(b, geheel) for b in blokken]
            return d.Punt(tuple(blokken), nieuw or oud)
        was = oud if kaal(oud) != kaal(nieuw) else None
        return d.Punt(tuple(_nummer_vrij(blokken)), nieuw, was)

    def _term(self, paar: Paar) -> tuple[Inline, ...]:
        if not isinstance(paar.deel, Eenheid) or paar.deel.soort is not Soort.BEGRIP:
            return ()
        inhoud = als_inhoud(paar.spannen) if not _geheel(paar) else (Stuk(eigen_tekst(paar.deel)),)
        if not inhoud:
            inhoud = (Stuk(eigen_tekst(paar.deel)),)
        dicht = "" if eigen_tekst(paar.deel).rstrip().endswith(":") else ":"
        return (*inhoud, Stuk(f"{dicht} "))

    # text

    def _alinea(self, paar: Paar, alinea: Alinea) -> list[Blok]:
        geheel = _geheel(paar)
        if geheel:
            inhoud: tuple[Inline, ...] = (Stuk(eigen_tekst(alinea)),)
        else:
            inhoud = als_inhoud(paar.spannen) or (Stuk(eigen_tekst(alinea)),)
        if not any(isinstance(s, Stuk) and s.tekst.strip() for s in inhoud):
            return []
        uit: list[Blok] = [d.Alinea(inhoud, "", geheel)]
        for kind in self._kinderen(paar):
            uit.extend(self._blok(kind, 2))  # de alinea's van noten
        return uit

    # tables

    def _tabel(self, paar: Paar, tabel: Tabel) -> list[Blok]:
        rijen = [k for k in self._kinderen(paar) if isinstance(k.deel, Rij)]
        if not rijen:
            return []
        geheel = _geheel(paar)
        titel = als_inhoud(paar.spannen) if not geheel else ()
        titel = titel or ((Stuk(eigen_tekst(tabel)),) if eigen_tekst(tabel) else ())
        breed = max(_breedte(k, tabel) for k in rijen)
        met_kop = any(groep.kop for groep in tabel.groepen) and _breedte(rijen[0], tabel) == breed
        koprij = rijen[0] if met_kop and _geheel(rijen[0]) is geheel and len(rijen) > 1 else None
        gezet = tuple(self._rij(k, tabel) for k in rijen if k is not koprij)
        blok: Blok = d.Tabel(titel, self._kolommen(koprij, breed), gezet, rijkop=False, wijziging=geheel, naam="Tabel")
        return [blok]

    def _kolommen(self, koprij: Paar | None, breed: int) -> tuple[d.Kolom, ...]:
        if koprij is None:
            return tuple(d.Kolom((f"Kolom {n}",)) for n in range(1, breed + 1))
        geheel = _geheel(koprij)
        koppen: list[d.Kolom] = []
        for nummer, cel in enumerate(self._kinderen(koprij), 1):
            inhoud: list[Inline] = []
            for blok in self.paren(self._kinderen(cel), 2):
                if isinstance(blok, d.Alinea):
                    inhoud.extend(_eigen_merk(blok, geheel))
            koppen.append(d.Kolom(tuple(inhoud) or (f"Kolom {nummer}",)))
        return tuple(koppen[:breed]) + tuple(d.Kolom((f"Kolom {n}",)) for n in range(len(koppen) + 1, breed + 1))

    def _rij(self, paar: Paar, tabel: Tabel) -> d.Rij:
        geheel = _geheel(paar)
        cellen = []
        for cel in self._kinderen(paar):
            assert isinstance(cel.deel, Cel)
            blokken = tuple(self.paren(self._kinderen(cel), 2)) or (d.alinea(""),)
            cellen.append(d.Cel(blokken, kolommen=_kolommen_van(cel.deel, tabel), rijen=cel.deel.meer_rijen + 1))
        return d.Rij(tuple(cellen), geheel)


# --- helpers ----------------------------------------------------------------------------------------------------------


def _heel(deel: Deel, soort: Verandering) -> Paar:
    kant = Spannesoort.VERVALLEN if soort is Verandering.VERVALLEN else Spannesoort.INGEVOEGD
    spannen = (Spanne(kant, eigen_tekst(deel)),) if eigen_tekst(deel) else ()
    if soort is Verandering.VERVALLEN:
        return Paar(deel, None, frozenset({soort}), (), spannen)
    return Paar(None, deel, frozenset({soort}), (), spannen)


def _geheel(paar: Paar) -> Wijziging:
    """Mark of the part as a whole: new, gone, or neither."""
    if paar.was is None or paar.aangekomen:
        return Wijziging.INGEVOEGD
    if paar.wordt is None:
        return Wijziging.VERVALLEN
    return Wijziging.GEEN


def _heeft_kop(paar: Paar) -> bool:
    return any(isinstance(s, Eenheid) and (s.label or s.nummer or s.opschrift) for s in (paar.was, paar.wordt))


def _aanduiding(eenheid: Eenheid) -> str:
    return " ".join(t for t in (eenheid.label, eenheid.nummer) if t)


def _oud_nieuw(oud: str, nieuw: str) -> list[Inline]:
    if oud == nieuw:
        return [Stuk(nieuw)] if nieuw else []
    uit: list[Inline] = []
    if oud:
        uit.append(d.vervallen(oud))
    if nieuw:
        uit.append(d.ingevoegd(nieuw))
    return uit


def _met_term(term: tuple[Inline, ...], blokken: list[Blok], geheel: Wijziging) -> list[Blok]:
    eerste = blokken[0] if blokken else None
    if isinstance(eerste, d.Alinea):
        return [d.Alinea((*term, *_eigen_merk(eerste, geheel)), eerste.soort, geheel), *blokken[1:]]
    return [d.Alinea(term, "", geheel), *blokken]


def _eigen_merk(alinea: d.Alinea, geheel: Wijziging) -> tuple[Inline, ...]:
    """The runs of an alinea that carried its mark as a whole, now with the mark on each run."""
    if geheel or not alinea.wijziging:
        return alinea.inhoud
    return tuple(Stuk(s.tekst, wijziging=alinea.wijziging) for s in d.stukken(alinea.inhoud) if isinstance(s, Stuk))


def _nummer_vrij(blokken: list[Blok]) -> list[Blok]:
    """The first paragraph of a point also holds its number, so it cannot carry a mark as a whole: its words do.

    When that paragraph lapsed and another took its place, the new words come into the same paragraph.
    """
    eerste = blokken[0]
    if not isinstance(eerste, d.Alinea) or not eerste.wijziging:
        return blokken
    inhoud, rest = _eigen_merk(eerste, Wijziging.GEEN), list(blokken[1:])
    for plek, blok in enumerate(rest):
        if isinstance(blok, d.Alinea) and blok.wijziging and blok.wijziging is not eerste.wijziging:
            inhoud = (*inhoud, *_eigen_merk(blok, Wijziging.GEEN))
            del rest[plek]
            break
        if isinstance(blok, d.Alinea):
            break
    return [d.Alinea(inhoud), *rest]


def _als_geheel(blok: Blok, geheel: Wijziging) -> Blok:
    if isinstance(blok, d.Alinea) and not blok.wijziging:
        return d.Alinea(blok.inhoud, blok.soort, geheel, blok.anker)
    return blok


def _breedte(paar: Paar, tabel: Tabel) -> int:
    deel = paar.deel
    assert isinstance(deel, Rij)
    return sum(_kolommen_van(c, tabel) for c in deel.cellen) or 1


def _kolommen_van(cel: Cel, tabel: Tabel) -> int:
    if not (cel.van and cel.tot):
        return 1
    for groep in tabel.groepen:
        namen = [k.naam for k in groep.kolommen]
        if cel.van in namen and cel.tot in namen:
            return max(1, namen.index(cel.tot) - namen.index(cel.van) + 1)
    return 1
