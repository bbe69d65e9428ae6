"""The archive of a dossier: deliveries and texts in, answers about time out.

>>> from datetime import UTC, date, datetime
>>> from versies.archief.geheugen import GeheugenOpslag
>>> from versies.tijd.model import Tijdstempel, Uitwisseling, Versie
>>> archief = Archief(GeheugenOpslag())
>>> u = Uitwisseling(datetime(2026, 1, 5, tzinfo=UTC),
...     (Versie("vwi", ("instelling",), "vwi@2026-02-01"), Tijdstempel("instelling", date(2026, 2, 1))))
>>> _ = archief.neem_op(Opname(u, {"vwi@2026-02-01": b"<tekst/>"}))
>>> archief.geldend("vwi", date(2026, 3, 1)).versie
'vwi@2026-02-01'
>>> archief.tekst("vwi@2026-02-01")
b'<tekst/>'
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from verordening.bevinding import Bevinding, Geweigerd
from verordening.onzichtbaar import ontsnapt
from verordening.tellen import meervoud
from versies.archief import logboek
from versies.archief.bundel import Bundel, Opname
from versies.archief.hoofd import controleer_formaat, vind_hoofd
from versies.archief.opslag import Opslag, Vastlegging
from versies.archief.register import Antwoord, Blad, Register, Stand, Vorig, schrijf_register
from versies.archief.werkbestanden import herschreven
from versies.tijd.controle import controleer as controleer_tijd
from versies.tijd.model import Uitwisseling, tellend
from versies.tijd.tijdlijn import Tijdlijn, tijdlijnen

_REGISTER = "register.sqlite"
VERNIEUWD = Bevinding.van("register-vernieuwd", _REGISTER)
"""What is said when an index was damaged."""


class Archief(AbstractContextManager["Archief"]):
    """One dossier. Readers never wait; writers wait for each other.

    Args:
        opslag: the version store.
        eigen_map: folder for the index; None keeps it in a temporary folder (store in memory).
    """

    def __init__(self, opslag: Opslag, eigen_map: Path | None = None) -> None:
        self.opslag = opslag
        self._tijdelijk = tempfile.TemporaryDirectory(prefix="register-") if eigen_map is None else None
        self._map = eigen_map or Path(self._tijdelijk.name if self._tijdelijk else ".")
        self._open_register: Register | None = None
        self.bevindingen: list[Bevinding] = []
        """What was mended while reading: an index that was damaged and is made anew."""

    @classmethod
    def open(
        cls, map_: Path, *, maken: bool = False, gekeurd: bool = False, register: Register | None = None
    ) -> Archief:
        """The archive of a folder.

        Args:
            map_: the dossier. maken: begin one when there is none.
            gekeurd: it came through the gate just now (:mod:`versies.archief.poort`). register: the index that is open.

        Raises:
            Geweigerd: no archive, a foreign git repository, or damaged.
        """
        from versies.archief.git import GitOpslag
        from versies.archief.gitomgeving import MERK, keur

        gekeurd = gekeurd or keur(Path(map_))
        controleer_formaat(Path(map_))
        if not maken:
            vind_hoofd(Path(map_))
        archief = cls(GitOpslag(map_, maken=maken, gekeurd=gekeurd), Path(map_) / ".git" / MERK)
        archief._open_register = register
        return archief

    def __exit__(self, *_: object) -> None:
        self.sluit()

    def sluit(self) -> None:
        """Let go of files and processes."""
        self._sluit_register()
        if self._tijdelijk:
            self._tijdelijk.cleanup()
        getattr(self.opslag, "sluit", lambda: None)()

    # --- reading ------------------------------------------------------------------------------------------------------

    def bladzijden(self) -> list[logboek.Bladzijde]:
        """The deliveries, in the order in which they were stored."""
        hoofd = self.opslag.hoofd()
        return self._bladzijden(self.opslag.boom(hoofd)) if hoofd else []

    def _bladzijden(self, boom: Mapping[str, str]) -> list[logboek.Bladzijde]:
        idents = (boom[pad] for pad in logboek.bladen_van(boom))
        return [Blad(n, ident, self.opslag.lees(ident)).bladzijde for n, ident in enumerate(idents, 1)]

    def uitwisselingen(self) -> list[Uitwisseling]:
        """The deliveries, in the order in which they were stored, corrected ones included."""
        return [b.uitwisseling for b in self.bladzijden()]

    def geteld(self, geregistreerd: date = date.max) -> list[Uitwisseling]:
        """The deliveries that count, as registered on a day (:func:`versies.tijd.model.tellend`)."""
        return [u for _, u in tellend(self.uitwisselingen(), geregistreerd)]

    def tijdlijnen(self, geregistreerd: date = date.max) -> dict[str, Tijdlijn]:
        """The timeline of every regulation."""
        return tijdlijnen(self.geteld(geregistreerd))

    def register(self) -> Register:
        """The index for the present state; made anew when it is absent, damaged or out of date.

        Where it cannot be written (a shared folder of somebody else) it is made in a temporary folder.
        """
        hoofd = self.opslag.hoofd()
        if hoofd is None:
            raise Geweigerd.om("leeg-archief")
        if self._open_register is not None and self._open_register.hoofd == hoofd:
            return self._open_register
        try:
            register = Register.open(self._map / _REGISTER, hoofd)
        except Geweigerd as fout:
            register = self.vernieuw_register(hoofd)
            if fout.code == "register-beschadigd":
                self.bevindingen = [VERNIEUWD]
        self._sluit_register()
        self._open_register = register
        return register

    def vernieuw_register(self, hoofd: str) -> Register:
        """Make the index of a commit, or of one that came since, and put it in its place; for the caller to close."""
        try:
            return self._bouw_register(self._map / _REGISTER, hoofd)
        except Geweigerd as fout:
            if fout.code != "register-niet-schrijfbaar" or self._tijdelijk is not None:
                raise
            self._tijdelijk = tempfile.TemporaryDirectory(prefix="register-")
            self._map = Path(self._tijdelijk.name)
            return self._bouw_register(self._map / _REGISTER, hoofd)

    def _bouw_register(self, pad: Path, hoofd: str) -> Register:
        """The index of a state: the one that is there with what came since, or a new one when it does not fit."""
        vorig = Vorig(pad)
        verder = not vorig.hoofd or self.opslag.is_voorouder(vorig.hoofd, hoofd)
        boom = self._boom_na(vorig, hoofd) if verder and vorig.db is not None else self.opslag.boom(hoofd)
        bladen = [(plek, boom[plek]) for plek in logboek.bladen_van(boom)]
        aantal = vorig.aantal([ident for _, ident in bladen])
        reden = self._breuk(vorig.hoofd, len(bladen), aantal, verder=verder)
        if reden := reden or herschreven(self.opslag.erbij(vorig.hoofd if vorig.boom else "", hoofd), vorig.boom):
            nu = self.opslag.hoofd()
            if nu is None or nu == hoofd:
                raise Geweigerd.om("archief-teruggezet", reden=reden)
            return self._bouw_register(pad, nu)  # it went on in the meantime
        nieuw = [Blad(n, ident, self.opslag.lees(ident)) for n, (_, ident) in enumerate(bladen[aantal:], aantal + 1)]
        teksten: list[tuple[str, str, str, str]] = []
        laatste: dict[str, str] = {}
        for blad in nieuw:
            bladzijde = blad.bladzijde
            werken = {m.versie: m.werk for m in bladzijde.uitwisseling.versies}
            for versie, plek in bladzijde.teksten:
                if plek in boom:
                    teksten.append((versie, werken.get(versie, ""), plek, boom[plek]))
                    laatste[werken.get(versie, "")] = boom[plek]
        titels = {werk: _titel_in(self.opslag.lees(ident)) for werk, ident in laatste.items()}
        return schrijf_register(pad, Stand(hoofd, boom), nieuw, teksten, titels, vorig if aantal else None)

    def _boom_na(self, vorig: Vorig, hoofd: str) -> dict[str, str]:
        """The files of a commit: those of the last index with what came since."""
        boom = dict(vorig.boom)
        for erbij in self.opslag.erbij(vorig.hoofd, hoofd):
            boom |= erbij
        return {pad: ident for pad, ident in boom.items() if ident.strip("0")}  # git writes zeros for what went away

    def _breuk(self, eerder: str, bladen: int, gezien: int, *, verder: bool) -> str:
        """Why the history does not go on from where the last index was made, or does not hold one commit for every delivery.

        Args:
            eerder: the commit of the last index, which holds the first ``gezien`` of the ``bladen``.
            verder: the last commit goes on from that one, or there is none.
        """
        if not verder:
            return (
                f"de hoofdlijn is teruggezet of vervangen: vastlegging {eerder[:12]} was er en hoort er niet meer bij"
            )
        nieuw = self.opslag.historie(eerder if gezien else "")
        geteld = gezien + sum(v.is_levering for v in nieuw)
        if geteld != bladen:
            return f"de geschiedenis telt {meervoud(geteld, 'vastlegging', 'vastleggingen')} en het logboek {bladen}"
        los = "" if gezien else self._losse_namen(nieuw)
        return f"«{los}» is van een vastlegging die er niet meer bij hoort" if los else ""

    def _losse_namen(self, historie: list[Vastlegging]) -> str:
        """A doel or version that the main line does not name; empty when there is none, or while somebody is writing."""
        hoort = {w.rpartition(" ")[0] for v in historie for n, w in v.kenmerken if n in ("Tak", "Label")}
        staat = {n for n in (*self.opslag.takken(), *self.opslag.labelnamen()) if n.startswith(("doel/", "versie/"))}
        return min(staat - hoort, default="") if self.opslag.in_rust() else ""

    def geldend(self, werk: str, op: date, bekend: date = date.max, geregistreerd: date = date.max) -> Antwoord | None:
        """What held on a day, as known on another day; None when nothing is known to have held."""
        return self.register().geldend(werk, op, bekend, geregistreerd)

    def _sluit_register(self) -> None:
        if self._open_register is not None:
            self._open_register.sluit()
            self._open_register = None

    def tekst(self, versie: str) -> bytes:
        """The stored text of a version, byte for byte.

        Raises:
            Geweigerd: no text was stored for it, or it was changed in the repository.
        """
        plek = self.register().tekst(versie)
        if plek is None:
            raise Geweigerd.om("tekst-ontbreekt", versie)
        return self.opslag.lees(plek[1])

    # --- writing ------------------------------------------------------------------------------------------------------

    def neem_op(self, opname: Opname) -> str:
        """Store one delivery; see :meth:`neem_reeks_op`."""
        return self.neem_reeks_op([opname])[0]

    def neem_reeks_op(self, opnamen: Iterable[Opname], *, naspelen: bool = False, op: str | None = None) -> list[str]:
        """Store deliveries as one whole: all of them, or none.

        Args:
            opnamen: the deliveries, earliest first.
            naspelen: store exactly these files; the form of the archive is not brought up to date.
            op: only when this is still the last commit; None: whatever the last one is.

        Returns:
            The identifier of the commit of each.

        Raises:
            Geweigerd: a delivery that is not later than the last one, a published version with another text, a text
                without a version, unsafe names, a version on a base that is not there, or a folder that cannot be
                written. Nothing has changed then.
        """
        with self.opslag.slot():
            if op is not None and self.opslag.hoofd() != op:
                raise Geweigerd.om("intussen-veranderd")
            bundel = Bundel(self.opslag, self._boom, naspelen=naspelen)
            for opname in opnamen:
                bundel.voeg_toe(opname)
            if not bundel.hoofdknopen:
                return []
            ids = self.opslag.leg_vast(bundel.knopen, bundel.labels)
        return [ids[n] for n in bundel.hoofdknopen]

    def _boom(self, hoofd: str) -> dict[str, str]:
        """The files of a commit: from the index when it was made of it."""
        vorig = Vorig(self._map / _REGISTER)
        return vorig.boom if vorig.hoofd == hoofd and vorig.boom else self.opslag.boom(hoofd)

    # --- checking -----------------------------------------------------------------------------------------------------

    def controleer(self) -> list[Bevinding]:
        """Everything that is not as it should be: repository, files, index, and the deliveries themselves."""
        uit = self.opslag.controleer()
        hoofd = self.opslag.hoofd()
        if hoofd is None:
            return uit
        try:
            boom = self.opslag.boom(hoofd)
            bladzijden = self._bladzijden(boom)
        except Geweigerd as fout:
            return [*uit, fout.als_bevinding()]
        for bladzijde in bladzijden:
            uit += [Bevinding.van("tekst-weg", versie, plek) for versie, plek in bladzijde.teksten if plek not in boom]
        uit += self._controleer_register(hoofd)
        return uit + controleer_tijd(u for _, u in tellend([b.uitwisseling for b in bladzijden]))

    def _controleer_register(self, hoofd: str) -> list[Bevinding]:
        """Compare the index with a fresh one; replace it when it differs."""
        pad, vers = self._map / _REGISTER, self._map / f"{_REGISTER}.nieuw"
        vers.unlink(missing_ok=True)  # of a run that was broken off: only one made anew is a measure
        nieuw = self._bouw_register(vers, hoofd)
        goed = True
        try:
            oud = Register.open(pad, hoofd)
            goed = oud.inhoud() == nieuw.inhoud()
            oud.sluit()
        except Geweigerd as fout:
            goed = fout.code == "register-verouderd"  # after every write: made anew at the first question
        nieuw.sluit()
        try:
            vers.replace(pad)
        except OSError as fout:
            vers.unlink(missing_ok=True)
            raise Geweigerd.om("register-niet-schrijfbaar", str(pad), fout=fout) from fout
        self._sluit_register()
        return [] if goed else [VERNIEUWD]


def _titel_in(tekst: bytes) -> str:
    """The title by which a stored text is cited; only its head is looked at."""
    kop = tekst[:20_000]
    for naam in (b"citeertitel", b"opschrift"):
        if (t := re.search(rb"<(?:\w+:)?%s>([^<]+)</" % naam, kop)) is not None:
            return " ".join(ontsnapt(t[1].decode("utf-8", "replace")).split())
    return ""
