"""The main job: everything of a dossier worked out, and every paper made, as bytes. Nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from verordening.bevinding import Geweigerd
from werkbank.papieren import DELEN, Beeldvraag, lees_beeld

if TYPE_CHECKING:
    from impact.dossier.model import Impact
    from impact.stukken.stand import Stand
    from verordening.bevinding import Bevinding
    from verordening.voortgang import Voortgang


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """The set.

    Args:
        model: the picture. bestanden: relative path → content.
        verschil: what is different from the earlier run, by kind; None when there was none.
        gelezen: findings about the dossier itself. gemaakt: findings of making the papers.
    """

    model: Impact
    bestanden: Mapping[str, bytes]
    verschil: Mapping[str, Sequence[Mapping[str, object]]] | None
    gelezen: tuple[Bevinding, ...]
    gemaakt: tuple[Bevinding, ...]


def maak_alles(
    vraag: Beeldvraag,
    *,
    vormen: Sequence[str] = (),
    zonder: Collection[str] = (),
    vorige: Path | None = None,
    ijk: Path | None = None,
    zeg: Voortgang,
) -> Uitkomst:
    """Work the dossier out and make all papers; a draft decision that is not ready is a finding.

    Args:
        zonder: parts of :data:`werkbank.papieren.DELEN` to leave out. vormen: docx, pdf, html, md; empty: all.
        ijk: folder with the papers that were sent before: the memo says what is new since.
        vorige: ``koppelingen.json`` of an earlier run, to say what is new since.

    Raises:
        Geweigerd: something cannot be read or rendered, or is too old.
    """
    from impact.oordeel.gevolgen import lees_run, verschil_met
    from impact.stukken.stel import maak_stel
    from impact.stukken.uitvoer import maak_set
    from impact.stukken.vormen import FORMATEN, Pdfdraad, maak_bestanden

    gegevens, uitwerking, gelezen = lees_beeld(vraag, lambda wat: zeg(wat))
    model = gegevens.impact
    if ijk is not None:
        gegevens = replace(gegevens, vorige=_ijk(ijk, model.naam))
    verschil = None
    if vorige is not None and vorige.is_file():
        verschil = verschil_met(lees_run(vorige), {b.maatregel.id: b.bepalingen for b in model.maatregelen})
    zeg("de stukken opstellen")
    formaten = vormen or FORMATEN
    with Pdfdraad(formaten) as draad:
        stel = maak_stel(gegevens, [d for d in DELEN if d not in zonder], ontbreken_mag=True, klaar=draad.begin)
        papieren = maak_bestanden(stel.stukken, formaten, draad=draad, voortgang=zeg)
    bestanden = maak_set(gegevens, stel, uitwerking.gekoppeld.zwak, verschil, papieren)
    return Uitkomst(model, bestanden, verschil, tuple(gelezen), tuple(stel.bevindingen))


def _ijk(map_: Path, dossier: str) -> Stand:
    from impact.stukken.stand import STANDBESTAND, lees_stand

    pad = map_ / STANDBESTAND if map_.is_dir() else map_
    if not pad.is_file():
        raise Geweigerd.om("stand-ontbreekt", str(pad), standbestand=STANDBESTAND)
    return lees_stand(pad.read_bytes(), str(pad), dossier)
