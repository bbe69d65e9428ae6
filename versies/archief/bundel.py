"""From deliveries to commits: one on the main line per delivery, one on the branches of its doelen per version."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from verordening.bevinding import Geweigerd
from versies.archief import logboek
from versies.archief.geheugen import object_id
from versies.archief.hoofd import FORMAAT, vorm_in
from versies.archief.opslag import AUTEUR, HOOFDLIJN, Knoop, Label, Opslag, tijd_van, veilig_pad
from versies.archief.trailers import KOLOMMEN, bericht
from versies.archief.werkbestanden import FORMAATBESTAND
from versies.tijd.controle import controleer as controleer_tijd
from versies.tijd.model import Moment, SoortTijdstempel, Tijdstempel, Uitwisseling, Versie, op_volgorde

_GEMAAKT = "Gemaakt-op"
"""Trailer of every delivery; no two have the same."""


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


class Bundel:
    """Turns deliveries into commits, while the lock is held.

    Args:
        opslag: the store. boom: the files of a commit. naspelen: the files of each delivery say in which form it was stored; otherwise
            the first delivery that is added brings the archive to the present form.
    """

    def __init__(self, opslag: Opslag, boom: Callable[[str], dict[str, str]], *, naspelen: bool = False) -> None:
        self.opslag = opslag
        self.naspelen = naspelen
        self.knopen: list[Knoop] = []
        self.labels: list[Label] = []
        self.hoofdknopen: list[int] = []
        self.momenten: dict[tuple[str, str], str | int] = {}
        self.namen = opslag.labelnamen()
        laatste = opslag.vastlegging()
        self.vorige: str | int | None = laatste.id if laatste else None
        self.bestanden: dict[str, str] = boom(laatste.id) if laatste else {}
        self.vorm = vorm_in(opslag.lees(self.bestanden[FORMAATBESTAND])) if FORMAATBESTAND in self.bestanden else 1
        self.nummer = len(logboek.bladen_van(self.bestanden))
        self.laatste = next((v for n, v in laatste.kenmerken if n == _GEMAAKT), "") if laatste else ""

    def voeg_toe(self, opname: Opname) -> None:
        """Add one delivery.

        Raises:
            Geweigerd: as :meth:`versies.archief.archief.Archief.neem_reeks_op`.
        """
        u = opname.uitwisseling
        moment = u.gemaakt_op.isoformat()
        if u.gemaakt_op.tzinfo is None:
            raise Geweigerd.om("tijdstip", moment)
        moment = _tijd_van(u.gemaakt_op)
        if moment <= self.laatste:
            raise Geweigerd.om("volgorde", u.besluit, moment=moment, laatste=self.laatste)
        if self.vorige is None:
            begin = bericht("Begin van het dossier", [])
            self.knopen.append(Knoop((HOOFDLIJN,), (), {}, begin, u.gemaakt_op, opname.door))
            self.vorige = len(self.knopen) - 1
        versies = [m for m in u.versies if m.versie]
        teksten = self._teksten(opname, versies)
        nieuw = dict(teksten.values())
        for pad, inhoud in opname.bestanden.items():
            eigen = veilig_pad(pad).startswith(f"{logboek.MAP}/") or pad in nieuw
            if eigen or (pad == FORMAATBESTAND and not self.naspelen):
                raise Geweigerd.om("naam-bezet", pad)
            nieuw[pad] = inhoud
        if not self.naspelen and self.vorm < FORMAAT:
            nieuw[FORMAATBESTAND] = b"%d\n" % FORMAAT
        if FORMAATBESTAND in nieuw:
            self.vorm = vorm_in(nieuw[FORMAATBESTAND])
        plaatsen = {v: pad for v, (pad, _) in teksten.items()}
        nieuw |= self._administratie(u, tuple(sorted(plaatsen.items())))
        ouders, kenmerken = self._takken(opname, versies, teksten, moment)
        regels = [(_GEMAAKT, moment), *_wti(u), *kenmerken]
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
                raise Geweigerd.om("tekst-zonder-versie", naam)
            pad = veilig_pad(logboek.pad_van(naam, bekend[naam].werk))
            if self.bestanden.get(pad, object_id("blob", inhoud)) != object_id("blob", inhoud):
                raise Geweigerd.om("versie-vast", naam)
            uit[naam] = (pad, inhoud)
        return uit

    def _administratie(self, u: Uitwisseling, plaatsen: tuple[tuple[str, str], ...]) -> dict[str, bytes]:
        """The delivery as a file and what there is to remark about it by itself."""
        self.nummer += 1
        naam = logboek.bladnaam(self.nummer, self.vorm)
        uit = {f"{logboek.MAP}/{naam}.xml": logboek.schrijf(logboek.Bladzijde(u, plaatsen))}
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
                self.namen.add(label)
                self.labels.append(Label(label, plaats, f"{versie.versie}\n"))
                kenmerken.append(("Label", f"{label} {len(ouders)}"))
        return ouders, kenmerken

    def _moment(self, versie: Versie, moment: Moment) -> str | int:
        sleutel = (logboek.tak_van(moment.doel), _tijd_van(moment.gemaakt_op))
        if (
            sleutel not in self.momenten
            and (vast := self.opslag.vastlegging((_GEMAAKT, sleutel[1]), tijd=tijd_van(moment.gemaakt_op))) is not None
        ):
            for naam, waarde in vast.kenmerken:
                tak, _, plaats = waarde.rpartition(" ")
                if naam == "Tak":
                    self.momenten[tak, sleutel[1]] = vast.ouders[int(plaats)]
        if sleutel not in self.momenten:
            raise Geweigerd.om("basis-onbekend", versie.versie, doel=moment.doel, sleutel_=sleutel[1])
        return self.momenten[sleutel]


def _tijd_van(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _wti(u: Uitwisseling) -> list[tuple[str, str]]:
    """The seven columns, as far as this delivery says them."""
    stempels = u.stempels
    weg = {m.doel for m in u.intrekkingen}
    werkend = [m for m in stempels if m.soort is SoortTijdstempel.JURIDISCH_WERKEND and m.doel not in weg]
    waarden = (
        _dagen(werkend),
        ", ".join(sorted({str(m.datum) for m in stempels if m.soort is SoortTijdstempel.GELDIG})),
        _dagen([m for m in stempels if m.doel in weg]),
        u.betreft,
        str(u.ondertekend_op or ""),
        u.publicatie,
        u.kenmerk,
    )
    return list(zip(KOLOMMEN, waarden, strict=True))


def _dagen(stempels: Sequence[Tijdstempel]) -> str:
    return ", ".join(sorted({str(m.datum) for m in stempels if isinstance(m.datum, date)}))
