"""The one gate of a dossier: whoever reads one passes here first, and gets the recorded state or a refusal.

What is tested: the folder is a dossier's own and not something else's; the last commit is there; the form is known; the
index belongs to that commit, byte for byte, and the history goes on from it; every recorded file in the folder is what
was recorded, and no other file passes for one. Files that people work in (decisions on links, choices, templates) may
differ from what was recorded; that is said.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from verordening.aanvullen import voltooi
from verordening.bevinding import Bevinding, Ernst, Geweigerd
from versies.archief import getuige
from versies.archief.gitomgeving import MERK, heeft_bladen, keur
from versies.archief.hoofd import controleer_formaat, lees_hoofd, vind_hoofd
from versies.archief.logboek import slug_van
from versies.archief.mapstand import bestanden_onder, stand_van
from versies.archief.register import Register
from versies.archief.werkbestanden import werkbestand

if TYPE_CHECKING:
    from versies.dossier import Dossier

_ACHTERSTAND = 100
"""Times that a reader looks again, a fiftieth of a second apart, while somebody is writing."""
_MAPPEN = ("consolidatie", "bevindingen", "regelingen")
_RUIS = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Opening:
    """What passed.

    Args:
        map: the folder. hoofd: the last commit; None: nothing was recorded.
        register: the index of that commit; None without one.
        bevindingen: what is worth saying: an index made anew, data that differ from what was recorded.
    """

    map: Path
    hoofd: str | None
    register: Register | None = None
    bevindingen: tuple[Bevinding, ...] = ()


def poort(map_: Path, *, alleen_archief: bool = False) -> Opening:
    """Open a dossier for reading.

    Args:
        map_: the folder. alleen_archief: the answer comes from the archive only: a write in progress is not waited for, and a
            file that is not what was recorded is said, not refused.

    Raises:
        Geweigerd: no folder, or a dossier that is not what was recorded; the message names what to do.
    """
    map_ = Path(map_)
    voltooi(map_)
    if not map_.is_dir():
        raise Geweigerd.om("geen-map", str(map_))
    if not keur(map_):
        # A folder with deliveries and without an archive is what is left of one.
        weg = [Bevinding.van("archief-weg", ".git")] if heeft_bladen(map_) else []
        if not weg and (eerder := getuige.herinnerd(map_)):
            weg = [Bevinding.van("archief-verdwenen", str(map_), vastlegging=eerder[:12])]
        return Opening(map_, None, None, (*weg, *_kopieen(map_, {})))
    for keer in range(_ACHTERSTAND):
        hoofd = vind_hoofd(map_)
        if hoofd is None:
            return Opening(map_, None)
        controleer_formaat(map_)
        _toets_getuige(map_, hoofd)
        register, gemeld = _register(map_, hoofd)
        boom = register.boom()
        fout, anders = _vergelijk(map_, boom)
        anders = (*anders, *_kopieen(map_, boom))
        if fout is None:
            return Opening(map_, hoofd, register, (*gemeld, *anders))
        bezig = (map_ / ".git" / MERK / "bezig.json").exists()
        if alleen_archief:
            anders = () if bezig else (replace(fout.als_bevinding(), ernst=Ernst.WAARSCHUWING),)
            return Opening(map_, hoofd, register, (*gemeld, *anders))
        if not bezig and lees_hoofd(map_ / ".git") == hoofd:
            raise fout
        time.sleep(0.02)
        if keer == _ACHTERSTAND // 2:
            _maak_af(map_)
    raise Geweigerd.om("in-gebruik/dossier-geschreven", str(map_))


def lees_dossier(map_: Path) -> Dossier:
    """Open a dossier through the gate and list what is in the folder.

    Raises:
        Geweigerd: as :func:`versies.dossier.lees_map`, or a folder that is not what was recorded.
    """
    from versies.dossier import lees_map  # pas hier: een antwoord uit het archief heeft het blad niet nodig

    opening = poort(map_)
    dossier = lees_map(map_)
    if opening.register is not None:
        dossier = _uit_archief(dossier, opening.register)
    elif any(b.code == "archief-weg" for b in opening.bevindingen):
        raise Geweigerd.om("archief-weg/lezen", str(map_))
    return replace(dossier, bevindingen=(*opening.bevindingen, *dossier.bevindingen))


def _uit_archief(dossier: Dossier, register: Register) -> Dossier:
    """The versions as the archive has them: what holds from which day on; the folder adds its drafts, and nothing else.

    A draft for a day of which there is an adopted text is a draft no more.
    """
    from versies.dossier import Versie
    from versies.tijd.toestand import Inhoud

    boom = register.boom()
    werken = {slug_van(werk): werk for werk in register.werken()}
    versies: list[Versie] = []
    gemeld = [b for b in dossier.bevindingen if b.adres not in boom]
    for regeling in dossier.blad.regelingen:
        lijn = register.lijn(werken[regeling.slug]) if regeling.slug in werken else None
        eigen: list[Versie] = []
        for periode in lijn.stand.periodes() if lijn else ():
            t = periode.toestand
            if (plek := register.tekst(t.versie)) is not None:
                pad = dossier.map / plek[0]
                eigen.append(Versie(regeling.slug, t.juridisch_werkend_vanaf, pad, tot=periode.tot))
            elif t.inhoud is not Inhoud.NIET_IN_WERKING:
                wie = ", ".join(t.samenloop) or t.inhoud
                waar = f"{regeling.citeertitel} vanaf {t.juridisch_werkend_vanaf}"
                gemeld.append(Bevinding.van("samenloop/tekst-bekend", waar, samenloop=wie))
        gold = {v.juridisch_werkend_vanaf for v in eigen}
        for versie in dossier.versies_van(regeling.slug):
            naam = versie.pad.relative_to(dossier.map).as_posix()
            if versie.status == "ontwerp" and all(v.pad != versie.pad for v in eigen):
                eigen += [versie] if versie.juridisch_werkend_vanaf not in gold else []
            elif naam not in boom:
                raise Geweigerd.om("niet-vastgelegd/blad", str(versie.pad))
        versies += sorted(eigen, key=lambda v: v.juridisch_werkend_vanaf)
    vast = {(v.regeling, v.juridisch_werkend_vanaf) for v in versies if v.status == "geldend"}
    besluiten = tuple(
        b
        for b in dossier.blad.besluiten
        if b.status != "ontwerp" or any((w.regeling, b.juridisch_werkend_vanaf) not in vast for w in b.wijzigt)
    )
    blad = dossier.blad.model_copy(update={"besluiten": besluiten})
    return replace(dossier, blad=blad, versies=tuple(versies), bevindingen=tuple(gemeld))


def _register(map_: Path, hoofd: str) -> tuple[Register, tuple[Bevinding, ...]]:
    try:
        return Register.open(map_ / ".git" / MERK / "register.sqlite", hoofd), ()
    except Geweigerd as reden:
        from versies.archief.archief import (
            VERNIEUWD,
            Archief,
        )  # an answer from the index does without it: it must be there at once

        with Archief.open(map_, gekeurd=True) as archief:
            register = archief.vernieuw_register(hoofd)
        return register, (VERNIEUWD,) if reden.code == "register-beschadigd" else ()


def _toets_getuige(map_: Path, hoofd: str) -> None:
    eerder = getuige.herinnerd(map_)
    if eerder in ("", hoofd):
        return
    from versies.archief.git import GitOpslag

    with GitOpslag(map_, gekeurd=True) as opslag:
        if not opslag.is_voorouder(eerder, hoofd) and lees_hoofd(map_ / ".git") == hoofd:
            raise getuige.weiger(
                map_,
                eerder,
                "Zet de nieuwste reservekopie terug, of probeer «verordening zet-terug»; is deze oudere stand de goede: "
                "«verordening zet-terug --aanvaard».",
            )


def _maak_af(map_: Path) -> None:
    """Let a writer finish, or finish what one left."""
    from versies.archief.archief import Archief

    try:
        with Archief.open(map_) as archief, archief.opslag.slot():
            pass
    except Geweigerd as fout:
        if fout.code not in ("niet-schrijfbaar", "in-gebruik"):
            raise


def _vergelijk(map_: Path, boom: Mapping[str, str]) -> tuple[Geweigerd | None, tuple[Bevinding, ...]]:
    """The first recorded file that is not as recorded, and the working files that differ."""
    anders: list[Bevinding] = []
    for pad, staat in afwijkingen(map_, boom).items():
        weg = not staat
        if pad not in boom:
            return Geweigerd.om("niet-vastgelegd", str(map_ / pad)), ()
        gemeld = werkbestand(map_, pad, weg=weg)
        if gemeld is None:
            soort = "bestand-weg/lezen" if weg else "handwerk/onleesbaar" if staat == "onleesbaar" else "handwerk/lezen"
            return Geweigerd.om(soort, str(map_ / pad)), ()
        anders.append(gemeld)
    return None, tuple(anders)


def afwijkingen(map_: Path, boom: Mapping[str, str]) -> dict[str, str]:
    """Recorded files that are not as recorded, and files that pass for recorded ones: place → what stands there.

    Args:
        map_: the dossier. boom: path to identifier of the contents, of the last commit.
    """
    staat = stand_van(map_, boom)
    anders = {pad: staat[pad] for pad, ident in boom.items() if staat[pad] != ident}
    return anders | dict.fromkeys(_niet_vastgelegd(map_, boom), "los")


def _niet_vastgelegd(map_: Path, boom: Mapping[str, str]) -> list[str]:
    """Files among the recorded ones that were never recorded; a draft that ``dossier.xml`` names as such may be there."""
    los = {pad for naam in _MAPPEN for pad in bestanden_onder(map_, naam) if pad not in boom and not _ruis(pad)}
    ontwerpen = _ontwerpen(map_) if any(p.startswith("regelingen/") for p in los) else frozenset()
    return sorted(los - ontwerpen)


def _kopieen(map_: Path, boom: Mapping[str, str]) -> list[Bevinding]:
    """What a synchronisation program left beside a file that people work in, or a folder: what was decided there, counts nowhere."""
    namen = sorted(p.name for p in map_.iterdir() if p.is_dir() or p.suffix.lower() in (".xml", ".toml"))
    bekend = [n for n in namen if n in _MAPPEN or re.fullmatch(r"[a-z]+\.xml", n)]
    kopie = {
        n: b
        for n in namen
        for b in bekend
        if n not in (b, *boom) and re.match(rf"(?i:{b.removesuffix('.xml')})(?![a-z])", n)
    }
    return [Bevinding.van("conflictkopie/werkbestand", n, naam=b) for n, b in kopie.items()]


def _ruis(pad: str) -> bool:
    naam = pad.rpartition("/")[2]
    return naam.startswith((".", "~$")) or naam.casefold() in _RUIS


def _ontwerpen(map_: Path) -> frozenset[str]:
    from versies.dossier import lees_map

    if not (map_ / "dossier.xml").is_file():
        return frozenset()
    dossier = lees_map(map_)
    return frozenset(v.pad.relative_to(dossier.map).as_posix() for v in dossier.versies if v.status == "ontwerp")
