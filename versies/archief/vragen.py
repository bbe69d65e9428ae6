"""One way to ask about time, whether a dossier has an archive or is only a folder with dated files."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding, Geweigerd
from verordening.stop.modules import WERKJAAR
from versies.archief.geheugen import object_id
from versies.archief.mapstand import lees_begrensd
from versies.archief.poort import poort
from versies.archief.register import Antwoord, Register, antwoord_van
from versies.tijd.model import tellend

if TYPE_CHECKING:  # an answer from the index needs none of these: it must be there at once
    from verordening.boom import Regeling
    from versies.archief.archief import Archief
    from versies.archief.bundel import Opname
    from versies.tijd.model import Uitwisseling
    from versies.tijd.tijdlijn import Tijdlijn


class Tijdbron(AbstractContextManager["Tijdbron"]):
    """The dossier as a source of answers.

    Args:
        map_: the folder of the dossier.
        met_ontwerpen: count drafts as adopted (only for a folder without an archive).
        geregistreerd: answer as this archive would have on that day; corrections made later do not count.

    Raises:
        Geweigerd: no such folder, or neither an archive nor a ``dossier.xml`` in it.
    """

    def __init__(self, map_: Path, *, met_ontwerpen: bool = False, geregistreerd: date = date.max) -> None:
        self.map = Path(map_)
        opening = poort(self.map, alleen_archief=not met_ontwerpen)
        self.hoofd = None if met_ontwerpen else opening.hoofd
        self.met_ontwerpen = met_ontwerpen
        self.geregistreerd = geregistreerd
        self.bevindingen: list[Bevinding] = list(opening.bevindingen)
        self._snel: Register | None = opening.register

    def __exit__(self, *_: object) -> None:
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

        return Archief.open(self.map, gekeurd=True)

    @cached_property
    def _opnamen(self) -> Mapping[str, Opname]:
        """Deliveries of a folder without an archive, by version."""
        from versies.archief.uitdossier import opnamen_van
        from versies.dossier import lees_map

        dossier = lees_map(self.map)  # de poort is al door
        opnamen, bevindingen = opnamen_van(dossier, met_ontwerpen=self.met_ontwerpen)
        self.bevindingen += [*dossier.bevindingen, *bevindingen]
        return {f"{n}": o for n, o in enumerate(opnamen)}

    @cached_property
    def uitwisselingen(self) -> list[Uitwisseling]:
        """All deliveries."""
        if self.heeft_archief:
            return self.archief.geteld(self.geregistreerd)
        return [o.uitwisseling for o in self._opnamen.values()]

    @cached_property
    def tijdlijnen(self) -> dict[str, Tijdlijn]:
        """The timeline of every regulation."""
        from versies.tijd.tijdlijn import tijdlijnen

        return tijdlijnen(self.uitwisselingen)

    def lijn(self, werk: str) -> Tijdlijn:
        """The timeline of one regulation.

        Raises:
            Geweigerd: it is not in the dossier; names those that are.
        """
        if self.heeft_archief:
            register = self._register()
            lijn = register.lijn(werk, self.geregistreerd)
            if lijn is None:
                raise _onbekend(werk, list(register.werken()))
            return lijn
        if werk not in self.tijdlijnen:
            raise _onbekend(werk, list(self.tijdlijnen))
        return self.tijdlijnen[werk]

    def titels(self) -> dict[str, str]:
        """The regulations, each with the title by which it is cited."""
        if self.heeft_archief:
            return self._register().werken()
        from versies.dossier import lees_map

        namen = {r.slug: r.citeertitel for r in lees_map(self.map).blad.regelingen}
        return {werk: namen.get(werk, werk) for werk in self.tijdlijnen}

    def kernen(self) -> dict[str, str]:
        """Per regulation one value for all that an archive holds of it; empty without one."""
        return self._register().kernen() if self.heeft_archief else {}

    def werken_met_samenloop(self) -> list[str]:
        """The regulations of which the text of some state is not known."""
        if self.heeft_archief and self.geregistreerd == date.max:
            return self._register().werken_met_samenloop()
        return [w for w, lijn in self.tijdlijnen.items() if any(not t.versie for t in lijn.stand.toestanden)]

    def werk(self, naam: str) -> str:
        """A regulation by its identity, its folder name or its title (:func:`versies.tijd.namen.vind_werk`)."""
        from versies.tijd.namen import vind_werk

        return vind_werk(naam, self.titels())

    def geldend(self, werk: str, op: date, bekend: date) -> Antwoord | None:
        """What held on a day, as known on another day; None when nothing is known to have held.

        Raises:
            Geweigerd: the regulation is not in the dossier.
        """
        if not self.heeft_archief:
            return antwoord_van(self.lijn(werk), op, bekend)
        register = self._register()
        antwoord = register.geldend(werk, op, bekend, self.geregistreerd)
        if antwoord is None and werk not in register.werken():
            raise _onbekend(werk, list(register.werken()))
        return antwoord

    def regeling(self, werk: str, versie: str) -> Regeling:
        """A version as it leaves the archive: the stored text, with dates and identification from the deliveries.

        One truth: what the stored file says of itself is replaced. The year in the identification is that of the first
        delivery of the regulation, and the number that of the version among all its versions, so that the regulation
        keeps one identification and no two texts share one.

        Raises:
            Geweigerd: there is no text for it.
        """
        from verordening.boom import tekst
        from verordening.canoniek import lees
        from versies.tijd.namen import vaststeller
        from versies.tijd.wti import besluitrijen

        gelezen = lees(self.tekst(versie))
        if not self.heeft_archief:
            return gelezen
        lijn = self.lijn(werk)
        toestand = next((t for t in reversed(lijn.stand.toestanden) if t.versie == versie), None)
        namen = dict.fromkeys(m.versie for u in lijn.uitwisselingen for m in u.versies if m.versie and m.werk == werk)
        nummer = list(namen).index(versie) + 1
        velden: dict[str, object] = {"werk": werk, "versienummer": str(nummer)}
        rijen = besluitrijen(lijn)
        if toestand is not None:
            rijen = [r for r in rijen if set(r.doelen) & set(toestand.doelen)]
            velden["juridisch_werkend_vanaf"] = toestand.juridisch_werkend_vanaf
            eerder = toestand.geldig_vanaf < toestand.juridisch_werkend_vanaf
            velden["geldig_vanaf"] = toestand.geldig_vanaf if eerder else None
            velden["wti"] = tuple(r.regel for r in rijen if r.soort == "tekst") or gelezen.gegevens.wti
        orgaan, gemeente = vaststeller(tekst(gelezen.wortel)[:2000])
        velden["orgaan"] = gelezen.gegevens.orgaan or orgaan
        velden["gemeente"] = gelezen.gegevens.gemeente or gemeente
        anders = [(n, w) for n, w in gelezen.gegevens.kenmerken if n not in (WERKJAAR, "modified")]
        bekend = max(u.bekend for u in [r.uitwisseling for r in rijen] or lijn.uitwisselingen)
        jaar = str(lijn.uitwisselingen[0].bekend.year)
        velden["kenmerken"] = (*anders, (WERKJAAR, jaar), ("modified", bekend.isoformat()))
        return replace(gelezen, gegevens=replace(gelezen.gegevens, **velden))  # type: ignore[arg-type]

    def _register(self) -> Register:
        """The index of the state that was opened."""
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
            raise Geweigerd.om("tekst-ontbreekt/versie-tekst", versie)
        plek = self._register().tekst(versie)
        if plek is not None:
            bestand = self.map / plek[0]
            inhoud = lees_begrensd(bestand) if bestand.is_file() and not bestand.is_symlink() else None
            if inhoud is not None and object_id("blob", inhoud) == plek[1]:
                return inhoud
        return self.archief.tekst(versie)

    def tekstkenmerk(self, versie: str) -> bytes:
        """Names the stored text of a version without reading it: equal texts, equal name.

        Raises:
            Geweigerd: there is no text for it.
        """
        plek = self._register().tekst(versie) if self.heeft_archief else None
        return plek[1].encode() if plek else self.tekst(versie)

    def besluitbestanden(self) -> list[tuple[int, str, str]]:
        """(number of the delivery, path of its decision, identifier of the contents); none without an archive."""
        if not self.heeft_archief:
            return []
        boom = self.archief.opslag.boom(self.hoofd or "")
        return [(n, pad, boom[pad]) for n, _, pad in self._register().besluiten() if pad in boom]

    def herstelde(self) -> dict[int, date]:
        """Numbers of the deliveries that count no longer as they were a mistake, with the day of the correction."""
        if not self.heeft_archief or not self._register().heeft_herstel():
            return {}
        log = self.archief.uitwisselingen()
        telt = {n for n, _ in tellend(log, self.geregistreerd)}
        return {u.herstelt: u.ontvangen for n, u in enumerate(log, 1) if u.herstelt and n in telt}

    @cached_property
    def lijnen_met_herstelde(self) -> dict[str, Tijdlijn]:
        """The timelines as if nothing was ever corrected; empty when nothing was."""
        from versies.tijd.tijdlijn import tijdlijnen

        herstelde = self.heeft_archief and self._register().heeft_herstel()
        return tijdlijnen(self.archief.uitwisselingen()) if herstelde else {}


def _onbekend(werk: str, namen: list[str]) -> Geweigerd:
    if not namen:
        return Geweigerd.om("leeg-dossier", werk)
    return Geweigerd.om("regeling-onbekend", werk=werk, namen=", ".join(namen))
