"""What people drop: bounded, looked at by content, never stored under their own name."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from verordening.bevinding import Geweigerd
from werkbank.web.taken import Taak

MEEST_PER_BESTAND = 25 * 1024 * 1024
LEESKEUZES = ("wijzigingen", "doorgehaald", "verborgen")
"""Fields of a form that say what a reader may not decide itself."""
GEPLAKT = "geplakte tekst.md"
"""What is called a file that was pasted."""
_MEESTE_BESTANDEN = 20
_MEESTE_DELEN = 5000
_UITGEPAKT = 250 * 1024 * 1024
_VERHOUDING = 200


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file as it came: ``naam`` is for people to read only."""

    naam: str
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class Formulier:
    """A form: fields by name (the last one counts), files by name."""

    velden: dict[str, str] = field(default_factory=dict)
    bestanden: dict[str, list[Bestand]] = field(default_factory=dict)

    def __getitem__(self, naam: str) -> str:
        return self.velden.get(naam, "")

    def onthoud(self, **plek: Sequence[str]) -> dict[str, object]:
        """What the task that this form begins keeps of it, for who is refused and comes back (:meth:`van_taak`).

        Args:
            plek: field → the files in the folder of the task in which its own stand.
        """
        eigen = {
            v: [(p, b.naam) for p, b in zip(rij, self.bestanden.get(v, []), strict=False)] for v, rij in plek.items()
        }
        return {"formulier": {"velden": self.velden, "bestanden": eigen}}

    @classmethod
    def van_taak(cls, taak: Taak | None) -> Formulier:
        """The form that began a task; an empty one without a task, or when it bewaard none."""
        bewaard = taak.opdracht.get("formulier") if taak is not None else None
        if taak is None or bewaard is None:
            return cls()
        rijen = {
            v: [Bestand(naam, (taak.map / plek).read_bytes()) for plek, naam in rij]
            for v, rij in bewaard["bestanden"].items()
        }
        return cls(bewaard["velden"], {v: rij for v, rij in rijen.items() if rij})

    def met_veld(self, naam: str, waarde: str) -> Formulier:
        """This form with another value in one field."""
        return Formulier({**self.velden, naam: waarde}, self.bestanden)

    def met(self, eerder: Formulier) -> Formulier:
        """This form, with the files of an earlier one where it has none itself."""
        return Formulier(
            self.velden, {v: b for v, b in eerder.bestanden.items() if not self.stukken(v)} | self.bestanden
        )

    def stukken(self, naam: str) -> list[Bestand]:
        """The files of a field, and as one more the text that was pasted beside it (``<naam>-plak``)."""
        geplakt = self[f"{naam}-plak"].replace("\r\n", "\n")
        erbij = [Bestand(GEPLAKT, geplakt.encode())] if geplakt.strip() else []
        return [*self.bestanden.get(naam, []), *erbij]

    def bestand(self, naam: str) -> Bestand | None:
        """The only file of a field, or what was pasted in its stead; None when there is none.

        Raises:
            Geweigerd: more than one.
        """
        gevonden = self.stukken(naam)
        if len(gevonden) > 1:
            raise Geweigerd.om(
                "te-veel-bestanden/bestanden-gegeven", ", ".join(b.naam for b in gevonden[:3]), aantal=len(gevonden)
            )
        return gevonden[0] if gevonden else None


async def lees_formulier(request: Request) -> Formulier:
    """Read a form with its files.

    Raises:
        Geweigerd: a file that is too big, or packed so that it would become too big.
    """
    velden: dict[str, str] = {}
    bestanden: dict[str, list[Bestand]] = {}
    request.state.velden = velden  # wie wordt geweigerd, krijgt terug wat hij schreef
    try:
        async with request.form(
            max_files=_MEESTE_BESTANDEN, max_fields=200, max_part_size=MEEST_PER_BESTAND
        ) as gelezen:
            for naam, waarde in gelezen.multi_items():
                if not isinstance(waarde, UploadFile):
                    velden[naam] = waarde
                elif waarde.filename:
                    bestanden.setdefault(naam, []).append(await _bestand(waarde))
    except HTTPException as fout:
        raise Geweigerd.om("formulier", detail=fout.detail, meeste_bestanden=_MEESTE_BESTANDEN) from fout
    return Formulier(velden, bestanden)


def formulier(werk: Callable[[Request, Formulier], Response]) -> Callable[[Request], Awaitable[Response]]:
    """A page that takes a form: it is read here, and worked on in a thread."""

    async def bladzijde(request: Request) -> Response:
        return await run_in_threadpool(werk, request, await lees_formulier(request))

    return bladzijde


async def _bestand(upload: UploadFile) -> Bestand:
    naam = _leesbaar(upload.filename or "")
    if (upload.size or 0) > MEEST_PER_BESTAND:
        raise Geweigerd.om("te-groot/bestand-groter", naam)
    inhoud = await upload.read()
    _keur_pakket(naam, inhoud)
    return Bestand(naam, inhoud)


def _leesbaar(naam: str) -> str:
    """A file name as text: no folders, no control characters or marks that turn the reading direction, not too long."""
    kaal = re.split(r"[/\\]", naam)[-1]
    kaal = "".join(c for c in kaal if unicodedata.category(c)[0] != "C")
    return kaal if len(kaal) <= 120 else f"{kaal[:80]}…{kaal[-30:]}" if kaal else "zonder naam"


def _keur_pakket(naam: str, inhoud: bytes) -> None:
    """A packed file (Word, ODT, zip) must not become far bigger than it is."""
    if inhoud[:4] != b"PK\x03\x04":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            delen = pakket.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fout:
        raise Geweigerd.om("beschadigd", naam) from fout
    groot = sum(d.file_size for d in delen)
    scheef = any(d.file_size > 1_000_000 and d.file_size > _VERHOUDING * max(d.compress_size, 1) for d in delen)
    if len(delen) > _MEESTE_DELEN or groot > _UITGEPAKT or scheef:
        raise Geweigerd.om("te-groot/bestand-uitpakken", naam)
