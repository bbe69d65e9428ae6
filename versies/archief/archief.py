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

import html
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from pathlib import Path
from types import TracebackType

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from versies.archief import logboek
from versies.archief.geheugen import object_id
from versies.archief.hoofd import FORMAAT, FORMAATBESTAND, controleer_formaat, vind_hoofd
from versies.archief.opslag import AUTEUR, HOOFDLIJN, Knoop, Label, Opslag, Vastlegging, veilig_pad
from versies.archief.register import Antwoord, Blad, Register, Stand, bladen_in, hoofd_in, schrijf_register
from versies.archief.trailers import KOLOMMEN, bericht
from versies.tijd.controle import controleer as controleer_tijd
from versies.tijd.model import (
    Intrekking,
    Moment,
    SoortTijdstempel,
    Tijdstempel,
    Uitwisseling,
    Versie,
    op_volgorde,
    tellend,
)
from versies.tijd.toestand import Tijdlijn, tijdlijnen

_LOGBOEK = "consolidatie"
_REGISTER = "register.sqlite"
_POGINGEN = 50
_VERNIEUWD = Bevinding(
    "register-vernieuwd",
    Ernst.WAARSCHUWING,
    _REGISTER,
    "",
    "Het register was beschadigd of week af van het archief; het is opnieuw gemaakt.",
)


@dataclass(frozen=True, slots=True)
class Opname:
    """A delivery to be stored, with the texts of its versions and other files that belong to it.

    Args:
        uitwisseling: versions, dates, publication.
        teksten: name of the version to its canonical XML.
        bestanden: path in the dossier to contents: the decision itself, annexes.
        door: who stored it, as "Name <address>".
    """

    uitwisseling: Uitwisseling
    teksten: Mapping[str, bytes] = field(default_factory=dict)
    bestanden: Mapping[str, bytes] = field(default_factory=dict)
    door: str = AUTEUR


class Archief:
    """One dossier. Readers never wait; writers wait for each other.

    Args:
        opslag: the version store.
        eigen_map: folder for the index; None keeps it in a temporary folder (store in memory).
    """

    def __init__(self, opslag: Opslag, eigen_map: Path | None = None) -> None:
        self.opslag = opslag
        self._tijdelijk = tempfile.TemporaryDirectory(prefix="register-") if eigen_map is None else None
        self._map = eigen_map or Path(self._tijdelijk.name if self._tijdelijk else ".")
        self._open_register: tuple[str, Register] | None = None
        self.bevindingen: list[Bevinding] = []
        """What was mended while reading: an index that was damaged and is made anew."""

    @classmethod
    def open(cls, map_: Path, *, maken: bool = False) -> Archief:
        """The archive of a folder.

        Args:
            map_: the dossier. maken: begin one when there is none.

        Raises:
            Geweigerd: no archive, a foreign git repository, or damaged.
        """
        from versies.archief.git import GitOpslag
        from versies.archief.gitomgeving import MERK

        controleer_formaat(Path(map_))
        if not maken:
            vind_hoofd(Path(map_))
        return cls(GitOpslag(map_, maken=maken), Path(map_) / ".git" / MERK)

    def __enter__(self) -> Archief:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.sluit()

    def sluit(self) -> None:
        """Let go of files and processes."""
        if self._open_register:
            self._open_register[1].sluit()
            self._open_register = None
        if self._tijdelijk:
            self._tijdelijk.cleanup()
        getattr(self.opslag, "sluit", lambda: None)()

    # --- reading ------------------------------------------------------------------------------------------------------

    def bladzijden(self, vastlegging: str | None = None) -> list[logboek.Bladzijde]:
        """The deliveries, in the order in which they were stored."""
        hoofd = vastlegging or self.opslag.hoofd()
        return self._bladzijden(self.opslag.boom(hoofd)) if hoofd else []

    def _bladzijden(self, boom: Mapping[str, str]) -> list[logboek.Bladzijde]:
        return [logboek.lees(self.opslag.lees(boom[pad]), pad) for pad in _bladen_van(boom)]

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
        for poging in range(_POGINGEN):  # another process may put an index of its own there between making and opening
            hoofd = self.opslag.hoofd()
            if hoofd is None:
                raise Geweigerd(
                    "er is nog niets vastgelegd", code="leeg-archief", advies="Gebruik «verordening neem-op»."
                )
            if self._open_register and self._open_register[0] == hoofd:
                return self._open_register[1]
            try:
                register = Register(self._map / _REGISTER, hoofd)
            except Geweigerd as fout:
                if poging == _POGINGEN - 1:
                    raise
                self._vernieuw_register(hoofd)
                if fout.code == "register-beschadigd":
                    self.bevindingen = [_VERNIEUWD]
                continue
            if self._open_register:
                self._open_register[1].sluit()
            self._open_register = (hoofd, register)
            return register
        raise AssertionError("onbereikbaar")

    def geef_register(self) -> Register:
        """The index, for who goes on with it when this archive is closed."""
        register = self.register()
        self._open_register = None
        return register

    def _vernieuw_register(self, hoofd: str) -> None:
        try:
            self._bouw_register(self._map / _REGISTER, hoofd)
        except Geweigerd as fout:
            if fout.code != "register-niet-schrijfbaar" or self._tijdelijk is not None:
                raise
            self._tijdelijk = tempfile.TemporaryDirectory(prefix="register-")
            self._map = Path(self._tijdelijk.name)

    def _bouw_register(self, pad: Path, hoofd: str) -> None:
        """The index of a state: the one that is there with what came since, or a new one when it does not fit."""
        boom = self.opslag.boom(hoofd)
        bladen = [(plek, boom[plek]) for plek in _bladen_van(boom)]
        try:
            oud = pad.read_bytes()
        except OSError:
            oud = b""
        self._toets_keten(hoofd, hoofd_in(oud), len(bladen))
        aantal = bladen_in(oud, [ident for _, ident in bladen]) if oud else 0
        nieuw = [
            Blad(nummer, ident, self.opslag.lees(ident))
            for nummer, (_, ident) in enumerate(bladen[aantal:], aantal + 1)
        ]
        teksten: list[tuple[str, str, str, str]] = []
        laatste: dict[str, str] = {}
        for blad in nieuw:
            bladzijde = blad.lees()
            werken = {m.versie: m.werk for m in bladzijde.uitwisseling.mutaties if isinstance(m, Versie)}
            for versie, plek in bladzijde.teksten:
                if plek in boom:
                    teksten.append((versie, werken.get(versie, ""), plek, boom[plek]))
                    laatste[werken.get(versie, "")] = boom[plek]
        titels = {werk: _titel_in(self.opslag.lees(ident)) for werk, ident in laatste.items()}
        schrijf_register(pad, Stand(hoofd, boom), nieuw, teksten, titels, oud if aantal else b"")

    def _toets_keten(self, hoofd: str, eerder: str, bladen: int) -> None:
        """The history goes on from where the last index was made, and holds one commit for every delivery.

        Raises:
            Geweigerd: it was turned back or replaced. (Not when it went on in the meantime: then the caller looks again.)
        """
        historie = self.opslag.historie()
        if not historie or historie[-1].id != hoofd:
            return
        namen = {v.id for v in historie}
        geteld = sum(any(n == "Gemaakt-op" for n, _ in v.kenmerken) for v in historie)
        hoort = {w.rpartition(" ")[0] for v in historie for n, w in v.kenmerken if n in ("Tak", "Label")}
        staat = {n for n in (*self.opslag.takken(), *self.opslag.labels()) if n.startswith(("doel/", "versie/"))}
        if eerder and eerder not in namen:
            reden = (
                f"de hoofdlijn is teruggezet of vervangen: vastlegging {eerder[:12]} was er en hoort er niet meer bij"
            )
        elif geteld != bladen:
            reden = f"de geschiedenis telt {geteld} vastleggingen en het logboek {bladen}"
        elif self.opslag.in_rust() and staat - hoort:
            reden = f"«{min(staat - hoort)}» is van een vastlegging die er niet meer bij hoort"
        else:
            return
        if self.opslag.hoofd() == hoofd:
            raise Geweigerd(
                f"het archief is beschadigd ({reden})", code="archief-teruggezet", advies="Zie «verordening zet-terug»."
            )

    def geldend(self, werk: str, op: date, bekend: date = date.max, geregistreerd: date = date.max) -> Antwoord | None:
        """What held on a day, as known on another day; None when nothing is known to have held."""
        try:
            return self.register().geldend(werk, op, bekend, geregistreerd)
        except sqlite3.Error:  # damaged in a place that opening it did not touch
            self._gooi_register_weg()
            return self.register().geldend(werk, op, bekend, geregistreerd)

    def _gooi_register_weg(self) -> None:
        if self._open_register:
            self._open_register[1].sluit()
            self._open_register = None
        (self._map / _REGISTER).unlink(missing_ok=True)

    def tekst(self, versie: str) -> bytes:
        """The stored text of a version, byte for byte.

        Raises:
            Geweigerd: no text was stored for it, or it was changed in the repository.
        """
        plek = self.register().tekst(versie)
        if plek is None:
            raise Geweigerd(
                "van deze versie is geen tekst opgenomen",
                plaats=versie,
                code="tekst-ontbreekt",
                advies="Neem de tekst op.",
            )
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
                raise Geweigerd(
                    "het dossier is intussen veranderd; er is niets vastgelegd",
                    code="intussen-veranderd",
                    advies="Bekijk het voorstel opnieuw.",
                )
            historie = self.opslag.historie()
            bundel = _Bundel(self, historie, naspelen)
            for opname in opnamen:
                bundel.voeg_toe(opname)
            if not bundel.hoofdknopen:
                return []
            ids = self.opslag.leg_vast(bundel.knopen, bundel.labels)
        return [ids[n] for n in bundel.hoofdknopen]

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
            for plek in boom.values():
                self.opslag.lees(plek)
        except Geweigerd as fout:
            return [*uit, fout.als_bevinding()]
        for bladzijde in bladzijden:
            uit += [
                Bevinding(
                    "tekst-weg",
                    Ernst.FOUT,
                    versie,
                    plek,
                    "De tekst van deze versie staat niet in het archief.",
                    "Zet het archief terug uit een reservekopie.",
                )
                for versie, plek in bladzijde.teksten
                if plek not in boom
            ]
        uit += self._controleer_register(hoofd)
        return uit + controleer_tijd(u for _, u in tellend([b.uitwisseling for b in bladzijden]))

    def _controleer_register(self, hoofd: str) -> list[Bevinding]:
        """Compare the index with a fresh one; replace it when it differs."""
        pad, vers = self._map / _REGISTER, self._map / f"{_REGISTER}.nieuw"
        vers.unlink(missing_ok=True)  # of a run that was broken off: only one made anew is a measure
        self._bouw_register(vers, hoofd)
        nieuw = Register(vers, hoofd)
        goed = True
        try:
            oud = Register(pad, hoofd)
            goed = oud.inhoud() == nieuw.inhoud()
            oud.sluit()
        except Geweigerd as fout:
            goed = fout.code == "register-verouderd"  # after every write: made anew at the first question
        except sqlite3.Error:
            goed = False
        nieuw.sluit()
        vers.replace(pad)
        if self._open_register:
            self._open_register[1].sluit()
            self._open_register = None
        return [] if goed else [_VERNIEUWD]


class _Bundel:
    """Turns deliveries into commits, while the lock is held."""

    def __init__(self, archief: Archief, historie: Sequence[Vastlegging], naspelen: bool) -> None:
        self.opslag = archief.opslag
        self.naspelen = naspelen
        self.knopen: list[Knoop] = []
        self.labels: list[Label] = []
        self.hoofdknopen: list[int] = []
        self.momenten: dict[tuple[str, str], str | int] = {}
        self.namen: dict[str, str | None] = {}
        hoofd = historie[-1].id if historie else None
        self.vorige: str | int | None = hoofd
        self.bestanden: dict[str, str] = self.opslag.boom(hoofd) if hoofd else {}
        self.nummer = sum(p.startswith(f"{_LOGBOEK}/") for p in self.bestanden)
        self.laatste = max((v for h in historie for n, v in h.kenmerken if n == "Gemaakt-op"), default="")
        for vast in historie:
            kenmerken = vast.kenmerken
            moment = next((w for n, w in kenmerken if n == "Gemaakt-op"), "")
            for naam, waarde in kenmerken:
                tak, _, plaats = waarde.rpartition(" ")
                if naam == "Tak":
                    self.momenten[tak, moment] = vast.ouders[int(plaats)]
                elif naam == "Label":
                    self.namen[tak] = None

    def voeg_toe(self, opname: Opname) -> None:
        u = opname.uitwisseling
        moment = u.gemaakt_op.isoformat()
        if u.gemaakt_op.tzinfo is None:
            raise Geweigerd("het tijdstip heeft geen tijdzone", plaats=moment, code="tijdstip")
        moment = _tijd(u)
        if moment <= self.laatste:
            raise Geweigerd(
                f"deze uitwisseling is niet later dan de vorige ({moment} na {self.laatste})",
                code="volgorde",
                plaats=u.besluit,
                advies="Geef een later tijdstip van vastleggen.",
            )
        if self.vorige is None:
            begin = bericht("Begin van het dossier", [])
            self.knopen.append(Knoop((HOOFDLIJN,), (), {}, begin, u.gemaakt_op, opname.door))
            self.vorige = len(self.knopen) - 1
        versies = [m for m in u.mutaties if isinstance(m, Versie) and m.versie]
        teksten = self._teksten(opname, versies)
        nieuw = dict(teksten.values())
        for pad, inhoud in opname.bestanden.items():
            eigen = veilig_pad(pad).startswith(f"{_LOGBOEK}/") or pad in nieuw
            if eigen or (pad == FORMAATBESTAND and not self.naspelen):
                raise Geweigerd("deze plaats is van het archief zelf", plaats=pad, code="naam-bezet")
            nieuw[pad] = inhoud
        plaatsen = {v: pad for v, (pad, _) in teksten.items()}
        nieuw |= self._administratie(u, tuple(sorted(plaatsen.items())))
        if not self.naspelen and FORMAATBESTAND not in self.bestanden:
            nieuw[FORMAATBESTAND] = b"%d\n" % FORMAAT
        ouders, kenmerken = self._takken(opname, versies, teksten, moment)
        regels = [("Gemaakt-op", moment), *_wti(u), *kenmerken]
        onderwerp = u.besluit or u.betreft or "Vastlegging"
        self.knopen.append(
            Knoop((HOOFDLIJN,), (self.vorige, *ouders), nieuw, bericht(onderwerp, regels), u.gemaakt_op, opname.door)
        )
        self.vorige = len(self.knopen) - 1
        self.hoofdknopen.append(self.vorige)
        self.laatste = moment
        self.bestanden |= {pad: object_id("blob", inhoud) for pad, inhoud in nieuw.items()}

    def _teksten(self, opname: Opname, versies: Sequence[Versie]) -> dict[str, tuple[str, bytes]]:
        uit: dict[str, tuple[str, bytes]] = {}
        bekend = {v.versie: v for v in versies}
        for naam, inhoud in opname.teksten.items():
            if naam not in bekend:
                raise Geweigerd("tekst zonder versie in deze uitwisseling", plaats=naam, code="tekst-zonder-versie")
            pad = veilig_pad(logboek.pad_van(naam, bekend[naam].werk))
            if self.bestanden.get(pad, object_id("blob", inhoud)) != object_id("blob", inhoud):
                raise Geweigerd(
                    "deze versie is al vastgelegd met een andere tekst",
                    plaats=naam,
                    code="versie-vast",
                    advies="Geef de nieuwe tekst een eigen versienaam.",
                )
            uit[naam] = (pad, inhoud)
        return uit

    def _administratie(self, u: Uitwisseling, plaatsen: tuple[tuple[str, str], ...]) -> dict[str, bytes]:
        """The delivery as a file and what there is to remark about it by itself."""
        self.nummer += 1
        naam = f"{self.nummer:04}"
        uit = {f"{_LOGBOEK}/{naam}.xml": logboek.schrijf(logboek.Bladzijde(u, plaatsen))}
        eigen = [b for b in controleer_tijd([u]) if b.code in ("datum-onwaarschijnlijk", "inwerking-voor-bekendmaking")]
        if eigen:
            tekst = json.dumps([b.als_json() for b in eigen], ensure_ascii=False, indent=1)
            uit[f"bevindingen/{naam}.json"] = tekst.encode() + b"\n"
        return uit

    def _takken(
        self, opname: Opname, versies: Sequence[Versie], teksten: Mapping[str, tuple[str, bytes]], moment: str
    ) -> tuple[list[str | int], list[tuple[str, str]]]:
        """A commit per version on the branches of its doelen; its parents are the versions it was made from."""
        u = opname.uitwisseling
        ouders: list[str | int] = []
        kenmerken: list[tuple[str, str]] = []
        for versie in op_volgorde(versies, u.gemaakt_op):
            assert isinstance(versie, Versie)
            van = [self._moment(versie, m) for m in (*versie.basis, *versie.vervlochten)]
            naam = logboek.naamdeel(versie.werk)
            pad, inhoud = teksten.get(versie.versie, ("", b""))
            takken = tuple(logboek.tak_van(d) for d in versie.doelen)
            regels = [("Doel", d) for d in versie.doelen]
            self.knopen.append(
                Knoop(
                    takken,
                    tuple(dict.fromkeys(van)),
                    {f"regelingen/{naam}.xml": inhoud} if pad else {},
                    bericht(versie.versie, regels),
                    u.gemaakt_op,
                    opname.door,
                )
            )
            plaats = len(self.knopen) - 1
            ouders.append(plaats)
            for tak in takken:
                self.momenten[tak, moment] = plaats
                kenmerken.append(("Tak", f"{tak} {len(ouders)}"))
            label = f"versie/{naam}/{logboek.naamdeel(versie.versie.partition('@')[2])}"
            if label not in self.namen:
                self.namen[label] = None
                self.labels.append(Label(label, plaats, f"{versie.versie}\n"))
                kenmerken.append(("Label", f"{label} {len(ouders)}"))
        return ouders, kenmerken

    def _moment(self, versie: Versie, moment: Moment) -> str | int:
        sleutel = (logboek.tak_van(moment.doel), _tijd_van(moment))
        if sleutel not in self.momenten:
            reden = f"de versie bouwt voort op een versie die niet in het dossier staat ({moment.doel}, {sleutel[1]})"
            raise Geweigerd(reden, plaats=versie.versie, code="basis-onbekend", advies="Neem eerst die versie op.")
        return self.momenten[sleutel]


def _titel_in(tekst: bytes) -> str:
    """The title by which a stored text is cited; only its head is looked at."""
    kop = tekst[:20_000]
    for naam in (b"citeertitel", b"opschrift"):
        if (t := re.search(rb"<(?:\w+:)?%s>([^<]+)</" % naam, kop)) is not None:
            return " ".join(html.unescape(t[1].decode("utf-8", "replace")).split())
    return ""


def _bladen_van(boom: Iterable[str]) -> list[str]:
    """Paths of the deliveries, in order."""
    return sorted((p for p in boom if p.startswith(f"{_LOGBOEK}/")), key=lambda p: (len(p), p))


def _tijd(u: Uitwisseling) -> str:
    return _tijd_van(Moment("", u.gemaakt_op))


def _tijd_van(moment: Moment) -> str:
    return moment.gemaakt_op.astimezone(UTC).isoformat(timespec="microseconds")


def _wti(u: Uitwisseling) -> list[tuple[str, str]]:
    """The seven columns, as far as this delivery says them."""
    werkend = sorted(
        {
            str(m.datum)
            for m in u.mutaties
            if isinstance(m, Tijdstempel)
            and m.soort is SoortTijdstempel.JURIDISCH_WERKEND
            and isinstance(m.datum, date)
            and not any(isinstance(i, Intrekking) and i.doel == m.doel for i in u.mutaties)
        }
    )
    stempels = [m for m in u.mutaties if isinstance(m, Tijdstempel)]
    terug = sorted({str(m.datum) for m in stempels if m.soort is SoortTijdstempel.GELDIG})
    einde = sorted(
        {
            str(m.datum)
            for m in u.mutaties
            for i in u.mutaties
            if isinstance(m, Tijdstempel)
            and isinstance(i, Intrekking)
            and i.doel == m.doel
            and isinstance(m.datum, date)
        }
    )
    waarden = (
        ", ".join(werkend),
        ", ".join(terug),
        ", ".join(einde),
        u.betreft,
        str(u.ondertekend_op or ""),
        u.publicatie,
        u.kenmerk,
    )
    return list(zip(KOLOMMEN, waarden, strict=True))
