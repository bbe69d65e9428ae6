"""One way to ask about time, whether a dossier has an archive or is only a folder with dated files."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding, Geweigerd
from versies.archief.geheugen import object_id
from versies.archief.git import lees_hoofd
from versies.archief.register import Antwoord, Register

if TYPE_CHECKING:  # an answer from the index needs none of these: it must be there at once
    from versies.archief.archief import Archief, Opname
    from versies.tijd.model import Uitwisseling
    from versies.tijd.toestand import Tijdlijn

__all__ = ["Tijdbron"]


class Tijdbron:
    """The dossier as a source of answers.

    Args:
        map_: the folder of the dossier.
        met_ontwerpen: count drafts as adopted (only for a folder without an archive).

    Raises:
        Geweigerd: no such folder, or neither an archive nor a ``dossier.xml`` in it.
    """

    def __init__(self, map_: Path, *, met_ontwerpen: bool = False) -> None:
        self.map = Path(map_)
        if not self.map.is_dir():
            raise Geweigerd(
                "deze map bestaat niet", plaats=str(map_), advies="Geef de map van een dossier op.", code="geen-map"
            )
        self.hoofd = None if met_ontwerpen else lees_hoofd(self.map)
        self.met_ontwerpen = met_ontwerpen
        self.bevindingen: list[Bevinding] = []
        self._snel: Register | None = None

    def __enter__(self) -> Tijdbron:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        if self._snel is not None:
            self._snel.sluit()
        if "archief" in self.__dict__:
            self.archief.sluit()

    @property
    def heeft_archief(self) -> bool:
        """Whether answers come from an archive."""
        return self.hoofd is not None

    @cached_property
    def archief(self) -> Archief:
        """The archive; opened only when it is needed."""
        from versies.archief.archief import Archief

        return Archief.open(self.map)

    @cached_property
    def _opnamen(self) -> Mapping[str, Opname]:
        """Deliveries of a folder without an archive, by version."""
        from versies.archief.uitdossier import opnamen_van
        from versies.dossier import lees_dossier

        dossier = lees_dossier(self.map)
        opnamen, bevindingen = opnamen_van(dossier, met_ontwerpen=self.met_ontwerpen)
        self.bevindingen += [*dossier.bevindingen, *bevindingen]
        return {f"{n}": o for n, o in enumerate(opnamen)}

    @cached_property
    def uitwisselingen(self) -> list[Uitwisseling]:
        """All deliveries."""
        if self.heeft_archief:
            return self.archief.uitwisselingen()
        return [o.uitwisseling for o in self._opnamen.values()]

    @cached_property
    def tijdlijnen(self) -> dict[str, Tijdlijn]:
        """The timeline of every regulation."""
        from versies.tijd.toestand import tijdlijnen

        return tijdlijnen(self.uitwisselingen)

    def lijn(self, werk: str) -> Tijdlijn:
        """The timeline of one regulation.

        Raises:
            Geweigerd: it is not in the dossier; names those that are.
        """
        if werk not in self.tijdlijnen:
            raise _onbekend(werk, list(self.tijdlijnen))
        return self.tijdlijnen[werk]

    def geldend(self, werk: str, op: date, bekend: date) -> Antwoord | None:
        """What held on a day, as known on another day; None when nothing is known to have held.

        Raises:
            Geweigerd: the regulation is not in the dossier.
        """
        if self.heeft_archief:
            register = self._register()
            antwoord = register.geldend(werk, op, bekend)
            if antwoord is None and werk not in register.werken():
                raise _onbekend(werk, register.werken())
            return antwoord
        toestand = self.lijn(werk).geldend(op, bekend)
        if toestand is None:
            return None
        return Antwoord(
            werk,
            op,
            bekend,
            toestand.versie,
            toestand.juridisch_werkend_vanaf,
            toestand.geldig_vanaf,
            toestand.juridisch_werkend_vanaf,
            toestand.doelen,
            toestand.samenloop,
            "",
            "",
        )

    def _register(self) -> Register:
        """The index as it stands; only when it does not fit the archive is opened to make it anew."""
        if self._snel is None and "archief" not in self.__dict__:
            from versies.archief.gitomgeving import MERK, controleer_vreemd

            controleer_vreemd(self.map)
            with suppress(Geweigerd):
                self._snel = Register(self.map / ".git" / MERK / "register.sqlite", self.hoofd or "")
        return self._snel if self._snel is not None else self.archief.register()

    def tekst(self, versie: str) -> bytes:
        """The stored text of a version. A file in the folder counts only when it is what the archive holds.

        Raises:
            Geweigerd: there is no text for it.
        """
        if not self.heeft_archief:
            for opname in self._opnamen.values():
                if versie in opname.teksten:
                    return opname.teksten[versie]
            raise Geweigerd("van deze versie is geen tekst in het dossier", plaats=versie, code="tekst-ontbreekt")
        plek = self._register().tekst(versie)
        if plek is not None:
            bestand = self.map / plek[0]
            inhoud = bestand.read_bytes() if bestand.is_file() and not bestand.is_symlink() else b""
            if object_id("blob", inhoud) == plek[1]:
                return inhoud
        return self.archief.tekst(versie)


def _onbekend(werk: str, namen: list[str]) -> Geweigerd:
    if not namen:
        return Geweigerd(
            "in dit dossier staat nog geen versie van een regeling",
            plaats=werk,
            code="leeg-dossier",
            advies="Noem een bestand in dossier.xml, of leg een versie vast met «verordening neem-op».",
        )
    return Geweigerd(
        f"de regeling «{werk}» staat niet in het dossier",
        code="regeling-onbekend",
        advies=f"Kies uit: {', '.join(namen)}.",
    )
