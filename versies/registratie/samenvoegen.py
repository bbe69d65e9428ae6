"""Two copies of one archive that both went on: what the other one registered, registered here as well.

An archive is only ever added to, so two rows of registrations cannot be shuffled together. What the other copy registered is
planned anew on this one, decision by decision, and stored as one whole. What cannot be planned from its piece alone (a loose
text, a date, a correction), or would get other dates here than there, is refused with its name: then nothing is stored.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from verordening.bevinding import Bevinding, Geweigerd
from verordening.voltooid import voorlopig
from versies.archief.archief import Archief
from versies.archief.bundel import Opname
from versies.archief.getuige import onthoud
from versies.archief.herbouw import opnamen_van
from versies.archief.poort import poort
from versies.registratie.opgave import Opgave
from versies.registratie.plan import plan
from versies.registratie.vastleggen import leg_vast
from versies.tijd.model import SoortTijdstempel, Uitwisseling


@dataclass(frozen=True, slots=True)
class Samenvoeging:
    """What joining would store.

    Args:
        hoofd: the last commit here that it was made on. opnamen: what would be stored. titels: of what comes over.
        al: titles of what both copies have. letterlijk: this copy is only behind; it becomes the same as the other one.
    """

    hoofd: str
    opnamen: tuple[Opname, ...]
    titels: tuple[str, ...]
    al: tuple[str, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()
    letterlijk: bool = False


def voeg_samen(dossier: Path, ander: Path) -> Samenvoeging:
    """Work out what of another copy is not here yet; nothing is stored.

    Raises:
        Geweigerd: the two do not have one beginning, or something in the other one cannot be registered here by itself.
    """
    hoofd, eigen = _historie(dossier)
    _, hunne = _historie(ander)
    gelijk = next(
        (n for n, (a, b) in enumerate(zip(eigen, hunne, strict=False)) if a != b), min(len(eigen), len(hunne))
    )
    if gelijk < 2:
        raise Geweigerd.om("geen-kopie", str(ander))
    with Archief.open(ander) as archief:
        nieuw = [o for o, _ in opnamen_van(archief.opslag)][gelijk - 1 :]
    if gelijk == len(eigen):
        return Samenvoeging(hoofd, tuple(nieuw), tuple(map(_titel, nieuw)), letterlijk=True)
    return _opnieuw(dossier, hoofd, nieuw)


def _historie(map_: Path) -> tuple[str, list[str]]:
    if poort(map_).hoofd is None:
        raise Geweigerd.om("geen-archief/dossier-archief", str(map_))
    with Archief.open(map_) as archief:
        return archief.opslag.hoofd() or "", [v.id for v in archief.opslag.historie()]


def _titel(opname: Opname) -> str:
    u = opname.uitwisseling
    return u.besluit or u.betreft or "zonder titel"


def _opnieuw(dossier: Path, hoofd: str, nieuw: Sequence[Opname]) -> Samenvoeging:
    """Plan each on a copy that goes on, so that all of them can be stored as one whole afterwards."""
    opnamen: list[Opname] = []
    titels, al, bevindingen = list[str](), list[str](), list[Bevinding]()
    with tempfile.TemporaryDirectory(prefix="samen-") as tijdelijk, voorlopig():
        proef = Path(tijdelijk) / "dossier"
        shutil.copytree(dossier, proef, symlinks=True)
        for opname in nieuw:
            u = opname.uitwisseling
            stuk = Path(tijdelijk) / (u.stuk.rpartition("/")[2] or "geen")
            if u.stuk not in opname.bestanden or u.reden or u.herstelt:
                raise _met_de_hand(opname, "daar is geen besluit bij bewaard waaruit alles volgt")
            stuk.write_bytes(opname.bestanden[u.stuk])
            try:
                voorstel = plan(proef, _opgave(stuk, u))
            except Geweigerd as fout:
                if fout.code != "al-vastgelegd":
                    raise _met_de_hand(opname, fout.reden) from fout
                al.append(_titel(opname))
                continue
            if not voorstel.kan:
                raise _met_de_hand(
                    opname, next((b.uitleg for b in voorstel.bevindingen if b.ernst == "fout"), "niets te doen")
                )
            if _datums(u) != _datums(voorstel.opnamen[0].uitwisseling):
                raise _met_de_hand(opname, "het kreeg daar een datum die er niet in staat")
            leg_vast(proef, voorstel, voorstel.kenmerk)
            opnamen += voorstel.opnamen
            bevindingen += voorstel.bevindingen
            titels.append(_titel(opname))
    return Samenvoeging(hoofd, tuple(opnamen), tuple(titels), tuple(al), tuple(dict.fromkeys(bevindingen)))


def _opgave(stuk: Path, u: Uitwisseling) -> Opgave:
    return Opgave(
        stuk,
        bekend=u.bekend,
        publicatie=u.publicatie,
        kenmerk=u.kenmerk,
        betreft=u.betreft,
        ondertekend=u.ondertekend_op,
    )


def _datums(u: Uitwisseling) -> set[tuple[str, str]]:
    """The dates that the decision itself brings: those of its own doelen, without the stretches that follow from them."""
    eerste = {v.doel for v in u.uitvoeringen if v.bestand == u.stuk}
    stempels = [m for m in u.stempels if (not eerste or m.doel in eerste)]
    werkend = {(m.soort.value, str(m.datum)) for m in stempels if m.soort is SoortTijdstempel.JURIDISCH_WERKEND}
    geldig = [str(m.datum) for m in stempels if m.soort is SoortTijdstempel.GELDIG]
    return werkend | ({("geldig", min(geldig))} if geldig else set())


def _met_de_hand(opname: Opname, reden: str) -> Geweigerd:
    return Geweigerd.om("met-de-hand", opname=_titel(opname), reden=reden)


def leg_samen_vast(dossier: Path, samen: Samenvoeging) -> str:
    """Store what joining gives, as one whole; the last commit.

    Raises:
        Geweigerd: the dossier changed since it was worked out.
    """
    with Archief.open(dossier) as archief:
        ids = archief.neem_reeks_op(samen.opnamen, naspelen=samen.letterlijk, op=samen.hoofd)
    onthoud(dossier, ids[-1])
    return ids[-1]
