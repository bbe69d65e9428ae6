"""What a dossier holds, as far as a plan needs it: regulations, decisions, timelines and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Eenheid, Gegevens, Regeling, Soort
from verordening.canoniek import lees
from verordening.citeertitel import naamkern
from verordening.xmlveilig import lees_bytes
from versies.archief.archief import Archief
from versies.archief.bundel import Opname
from versies.archief.geheugen import GeheugenOpslag, object_id
from versies.archief.hoofd import vind_hoofd
from versies.archief.logboek import naamdeel
from versies.archief.poort import poort
from versies.archief.register import Register
from versies.tijd.namen import vind_werk
from versies.tijd.tijdlijn import Tijdlijn, sleutels
from versies.toepassen import hoort_bij


class Beeld:
    """A dossier, read only.

    Args:
        archief: its archive; in memory when nothing was stored yet.
        bevindingen: what there was to remark when a folder without an archive was read.
        zonder: number of a delivery that is thought away; 0: none. map_: the folder, with what people work in; None: none.
    """

    def __init__(
        self,
        archief: Archief,
        bevindingen: tuple[Bevinding, ...] = (),
        zonder: int = 0,
        map_: Path | None = None,
    ) -> None:
        self.archief = archief
        self.begint = isinstance(archief.opslag, GeheugenOpslag)
        self.zonder = zonder
        self.map = map_
        self.hoofd = archief.opslag.hoofd()
        self.bevindingen = bevindingen
        self.register = archief.register() if self.hoofd else Register.leeg()
        self.titels = self.register.werken()
        self._lijnen: dict[str, Tijdlijn | None] = {}

    def lijn(self, werk: str) -> Tijdlijn | None:
        """The timeline of a regulation; None when it is not there."""
        if werk not in self._lijnen:
            self._lijnen[werk] = self.register.lijn(werk, zonder=self.zonder)
        return self._lijnen[werk]

    def lijn_met_alles(self, werk: str) -> Tijdlijn | None:
        """As :meth:`lijn`, with the delivery that is thought away."""
        return self.register.lijn(werk) if self.zonder else self.lijn(werk)

    def begonnen(self, werk: str) -> bool:
        """Whether a regulation has a beginning that counts: its first decision was not a mistake that was corrected."""
        lijn = self.lijn(werk)
        versies = (m for u in (lijn.uitwisselingen if lijn else ()) for m in u.versies)
        return any(m.werk == werk and not m.basis for m in versies)

    def tekst(self, versie: str) -> Regeling:
        """The text of a version."""
        return lees(self.archief.tekst(versie))

    def bestand(self, pad: str) -> bytes:
        """The contents of a file of the archive.

        Raises:
            Geweigerd: it is not there.
        """
        if (ident := self.register.boom().get(pad)) is None:
            raise Geweigerd.om("bestand-weg/bestand-archief", pad)
        return self.archief.opslag.lees(ident)

    def dossierblad(self) -> bytes | None:
        """``dossier.xml`` as people left it in the folder, else as it was recorded; None when there is none."""
        if self.map is not None and (self.map / "dossier.xml").is_file():
            return lees_bytes(self.map / "dossier.xml", naam="dossier.xml")
        return self.bestand("dossier.xml") if "dossier.xml" in self.register.boom() else None

    def versienamen(self, werk: str) -> set[str]:
        """The names of versions of a regulation that are taken: in the archive, and by a draft in the folder."""
        los = (self.map / "regelingen" / naamdeel(werk)).glob("*.xml") if self.map is not None else ()
        return self.register.versies(werk) | {f"{werk}@{pad.stem}" for pad in los}

    def werken_van(self, nummer: int) -> list[str]:
        """The regulations that a delivery touches."""
        u = self.register.blad(nummer)
        if u is None:
            return []
        eigen = sleutels(u)
        raakt = [
            w for w in self.titels if (lijn := self.lijn(w)) and any(eigen & sleutels(x) for x in lijn.uitwisselingen)
        ]
        namen = {s.removeprefix("werk ") for s in eigen if s.startswith("werk ")}
        return sorted({*raakt, *namen, *(self.werken_van(u.herstelt) if u.herstelt else ())})

    def na(self) -> datetime:
        """The moment after which a new delivery must come."""
        laatste = self.register.laatste()
        return laatste.gemaakt_op if laatste else datetime.min.replace(tzinfo=UTC)

    # --- names --------------------------------------------------------------------------------------------------------

    def vind(self, naam: str) -> str | None:
        """The regulation that a decision names; None when it is not in the dossier.

        Raises:
            Geweigerd: more than one can be meant.
        """
        kaal = re.sub(r"\s*\((?:voorbeeldtekst|hierna|verder)[^)]*\)", "", naam, flags=re.IGNORECASE).strip()
        exact = [w for w, t in self.titels.items() if kaal.casefold() in (t.casefold(), w.casefold())]
        if len(exact) == 1:
            return exact[0]
        raak = exact or [
            w
            for w, t in self.titels.items()
            if hoort_bij(Regeling(Gegevens(w, citeertitel=t), Eenheid(Soort.REGELING)), kaal)
        ]
        if len(raak) > 1:
            return vind_werk(naam, {w: self.titels[w] for w in raak})
        return raak[0] if raak else None

    def vind_besluit(self, naam: str) -> tuple[str, str] | None:
        """(title, file) of the registered decision that words name; None when they name none.

        Raises:
            Geweigerd: more than one can be meant.
        """
        gezocht = naamkern(naam)
        titels = {t: b for _, t, b in self.register.besluiten() if t and b}
        gelijk = [t for t in titels if naamkern(t) == gezocht]
        langst = max((len(naamkern(t)) for t in titels if naamkern(t) in gezocht), default=0)
        genoemd = [t for t in titels if naamkern(t) in gezocht and len(naamkern(t)) == langst]
        raak = gelijk or genoemd or [t for t in titels if gezocht and gezocht in naamkern(t)]
        if len(raak) > 1:
            raise Geweigerd.om("besluit-onbekend/besluit", naam=naam, raak="; ".join(raak))
        return (raak[0], titels[raak[0]]) if raak else None

    def al_opgenomen(self, inhoud: bytes) -> str | None:
        """The file that holds these bytes as a decision already."""
        ident = object_id("blob", inhoud)
        return next(
            (pad for pad, wat in self.register.boom().items() if wat == ident and pad.startswith("besluiten/")), None
        )


def beginopnamen(map_: Path) -> tuple[list[Opname], tuple[Bevinding, ...]]:
    """The deliveries of a folder with ``dossier.xml`` but without an archive; none when it is not such a folder."""
    if not (map_ / "dossier.xml").is_file() or vind_hoofd(map_) is not None:
        return [], ()
    from versies.archief.poort import lees_dossier
    from versies.archief.uitdossier import opnamen_van

    dossier = lees_dossier(map_)
    opnamen, bevindingen = opnamen_van(dossier, begin=True)
    return list(opnamen), (*dossier.bevindingen, *bevindingen)


@contextmanager
def beeld_van(map_: Path, *, zonder: int = 0) -> Iterator[Beeld]:
    """Read a dossier: its archive; a folder without one as the archive that would be made of it; nothing as nothing."""
    opening = poort(map_) if map_.is_dir() else None
    if opening is not None and opening.register is not None:
        with Archief.open(map_, gekeurd=True, register=opening.register) as archief:
            yield Beeld(archief, zonder=zonder, map_=map_)
        return
    opnamen, bevindingen = beginopnamen(map_)
    with Archief(GeheugenOpslag()) as geheugen:
        geheugen.neem_reeks_op(opnamen)
        yield Beeld(geheugen, bevindingen, map_=map_ if opnamen else None)
