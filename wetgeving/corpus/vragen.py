"""Questions to a store: who refers to this place, where do these words stand, who says the same, and how much is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from verordening.bevinding import Geweigerd
from verordening.nummers import sorteersleutel
from wetgeving.corpus.opslag import Opslag, stammen
from wetgeving.corpus.uittreksel import plek_van
from wetgeving.namen import namen
from wetgeving.verwijzingen import vind_verwijzingen

_SAMEN = 4


@dataclass(frozen=True, slots=True)
class Doel:
    """A place in a regulation that is asked about: id, article, and the steps below it ("2", "m")."""

    regeling: str
    artikel: str = ""
    plek: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bepaling:
    """A provision in the store."""

    organisatie: str
    titel: str
    werk: str
    vanaf: str
    adres: str
    tekst: str
    bron: str


@dataclass(frozen=True, slots=True)
class Raak:
    """A provision that refers to the place asked about.

    Args:
        bepaling: the provision.
        woorden: the words of the reference.
        verhouding: ``zelfde`` place, a ``deel`` of it, or the ``geheel`` of which it is a part.
    """

    bepaling: Bepaling
    woorden: str
    verhouding: str


def doel_uit(vraag: str) -> Doel:
    """Read "artikel 31, tweede lid, onderdeel m, Pw" or "artikel 31 van de Participatiewet".

    Raises:
        Geweigerd: no regulation or place can be read in it.

    >>> doel_uit("artikel 31, tweede lid, onderdeel m, Pw")
    Doel(regeling='BWBR0015703', artikel='31', plek=('2', 'm'))
    """
    voor, _, achter = vraag.rpartition("," if "," in vraag else " ")
    for vorm in (vraag, f"{voor} van de {achter.strip()}"):
        gevonden = [v for v in vind_verwijzingen(vorm) if v.regeling]
        if len(gevonden) == 1:
            v = gevonden[0]
            plek = next(iter(plek_van(v)), "")
            return Doel(v.regeling or "", v.artikel or "", tuple(plek.split("/")) if plek else ())
    bekend = namen().zoek(vraag.strip())
    if len(bekend) == 1:
        return Doel(bekend[0])
    raise Geweigerd.om("plaats", vraag=vraag)


def raakt(opslag: Opslag, doel: Doel, op: date | None = None) -> tuple[Raak, ...]:
    """Every provision that refers to a place, to a part of it or to the whole of which it is a part.

    Args:
        doel: the place.
        op: only versions that hold on this day; without a day the newest version of each regulation.

    Returns:
        Per organisation and regulation, in the order of the text. References to the regulation as a whole count only when
        the regulation as a whole is asked about.
    """
    rijen = opslag.db.execute(
        "SELECT id, bron, eenheid, tekst, artikel, tot, plek FROM verwijzing WHERE regeling=? AND (?='' OR artikel=? OR tot<>'')",
        (doel.regeling, doel.artikel, doel.artikel),
    ).fetchall()
    geldend = _Geldend(opslag, op)
    uit: dict[tuple[int, int], Raak] = {}
    for _, bron, eenheid, woorden, artikel, tot, plek in rijen:
        verhouding = _verhouding(doel, artikel, tot, tuple(plek.split("/")) if plek else ())
        if verhouding and geldend(bron):
            for bepaling in _bepalingen(opslag, bron, eenheid):
                uit.setdefault((bron, eenheid or 0), Raak(bepaling, woorden, verhouding))
    return tuple(
        r for _, r in sorted(uit.items(), key=lambda p: (p[1].bepaling.organisatie, p[1].bepaling.titel, *p[0]))
    )


def _verhouding(doel: Doel, artikel: str, tot: str, plek: tuple[str, ...]) -> str:
    if not doel.artikel:
        return "zelfde" if not artikel else "deel"
    if tot:
        binnen = sorteersleutel(artikel) <= sorteersleutel(doel.artikel) <= sorteersleutel(tot)
        return "geheel" if binnen else ""
    if artikel != doel.artikel or any(a != b and "-" not in (a, b) for a, b in zip(plek, doel.plek, strict=False)):
        return ""
    return "zelfde" if len(plek) == len(doel.plek) else "deel" if len(plek) > len(doel.plek) else "geheel"


class _Geldend:
    """Whether a file of the store is the version that counts: on a day, or the newest of its regulation."""

    def __init__(self, opslag: Opslag, op: date | None) -> None:
        self._db, self._op = opslag.db, op.isoformat() if op else ""
        self._keus: dict[str, int | None] = {}

    def __call__(self, bron: int) -> bool:
        werk = self._db.execute("SELECT werk FROM bron WHERE id=?", (bron,)).fetchone()[0]
        if not werk:
            return True
        if werk not in self._keus:
            rij = self._db.execute(
                "SELECT id FROM bron WHERE werk=? AND dubbel_van IS NULL AND (?='' OR vanaf<=?) AND (?='' OR tot='' OR tot>?)"
                " ORDER BY vanaf DESC, id LIMIT 1",
                (werk, *[self._op] * 4),
            ).fetchone()
            self._keus[werk] = rij and rij[0]
        return self._keus[werk] == bron


def _bepalingen(opslag: Opslag, bron: int, eenheid: int | None) -> Iterator[Bepaling]:
    vraag = (
        "SELECT b.organisatie, b.titel, b.werk, b.vanaf, coalesce(e.adres, ''), b.naam FROM bron b"
        " LEFT JOIN eenheid e ON e.id=? WHERE b.id=?"
    )
    for organisatie, titel, werk, vanaf, adres, naam in opslag.db.execute(vraag, (eenheid, bron)):
        yield Bepaling(organisatie, titel, werk, vanaf, adres, _tekst(opslag, eenheid), naam)


def _tekst(opslag: Opslag, eenheid: int | None) -> str:
    vraag = "SELECT t.tekst FROM inhoud i JOIN tekst t ON t.id=i.tekst WHERE i.eenheid=? ORDER BY i.rij"
    return "\n".join(rij[0] for rij in opslag.db.execute(vraag, (eenheid,)))


def zoek(opslag: Opslag, woorden: str, aantal: int = 20) -> tuple[Bepaling, ...]:
    """Provisions in which these words stand, by Dutch stem; the last word also as the beginning of a longer one."""
    stam = stammen(woorden).split()
    if not stam:
        return ()
    vraag = " ".join([*(f'"{w}"' for w in stam[:-1]), f'"{stam[-1]}"*'])
    return tuple(_met_woorden(opslag, vraag, aantal, op_rang=True))


def _met_woorden(opslag: Opslag, vraag: str, aantal: int, *, op_rang: bool = False) -> Iterator[Bepaling]:
    orde = "ORDER BY rank" if op_rang else ""
    rijen = opslag.db.execute(
        f"SELECT e.bron, min(e.id) FROM (SELECT rowid FROM zoek WHERE zoek MATCH ? {orde} LIMIT ?) z"
        " JOIN inhoud i ON i.tekst=z.rowid JOIN eenheid e ON e.id=i.eenheid GROUP BY z.rowid",
        (vraag, aantal),
    ).fetchall()
    for bron, eenheid in rijen:
        yield from _bepalingen(opslag, bron, eenheid)


def gelijk(
    opslag: Opslag, tekst: str, *, aantal: int = 20, minstens: float = 0.7
) -> tuple[tuple[float, Bepaling], ...]:
    """Provisions that say nearly the same, with how much of the words they share (0 to 1), most alike first.

    Candidates share four of the eight rarest words, next to each other in rarity: a model text is recognised also where a
    municipality put another number or another word.
    """
    zeldzaam = _zeldzaam(opslag, tekst)
    scores: dict[tuple[str, str], tuple[float, Bepaling]] = {}
    for begin in range(max(1, len(zeldzaam) - _SAMEN + 1)):
        vraag = " AND ".join(f'"{w}"' for w in zeldzaam[begin : begin + _SAMEN])
        for bepaling in _met_woorden(opslag, vraag, 10 * aantal):
            scores[bepaling.bron, bepaling.adres] = (fuzz.token_sort_ratio(tekst, bepaling.tekst) / 100, bepaling)
    goed = [paar for paar in scores.values() if paar[0] >= minstens]
    return tuple(sorted(goed, key=lambda p: (-p[0], p[1].organisatie, p[1].bron)))[:aantal]


def _zeldzaam(opslag: Opslag, tekst: str) -> list[str]:
    """The stems of a text that fewest provisions hold, rarest first."""
    opslag.db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.woord USING fts5vocab('main', 'zoek', 'row')")
    woorden = sorted(set(stammen(tekst).split()))
    aantal = {w: opslag.db.execute("SELECT doc FROM temp.woord WHERE term=?", (w,)).fetchone() for w in woorden}
    return sorted((w for w in woorden if aantal[w]), key=lambda w: (aantal[w][0], w))[:8]


def cijfers(opslag: Opslag) -> dict[str, int | str]:
    """How much is in the store, and the hash over all of it."""

    def tel(vraag: str) -> int:
        return int(opslag.db.execute(vraag).fetchone()[0])

    return {
        "bestanden": tel("SELECT count(*) FROM bron"),
        "gelezen": tel("SELECT count(*) FROM bron WHERE stand=''"),
        "zonder indeling": tel("SELECT count(*) FROM bron WHERE stand='zonder indeling'"),
        "geweigerd": tel("SELECT count(*) FROM bron WHERE stand='geweigerd'"),
        "dubbel": tel("SELECT count(*) FROM bron WHERE dubbel_van IS NOT NULL"),
        "eenheden": tel("SELECT count(*) FROM eenheid"),
        "verschillende alinea's": tel("SELECT count(*) FROM tekst"),
        "verwijzingen": tel("SELECT count(*) FROM verwijzing"),
        "inhoud": opslag.inhoudshash(),
    }


def niet_gelezen(opslag: Opslag) -> tuple[tuple[str, str, str], ...]:
    """Each file that gave no articles: its name, ``geweigerd`` or ``zonder indeling``, and the reason."""
    return tuple(opslag.db.execute("SELECT naam, stand, reden FROM bron WHERE stand<>'' ORDER BY stand, naam"))
