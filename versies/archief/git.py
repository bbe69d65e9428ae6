"""The version store on disk: one git repository, written with ``git fast-import``.

Writing is all or nothing. Order: journal, objects and references in one import, files in the folder, journal away. Who
finds a journal finishes what was broken off; the main line says whether that is the old state or the new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from verordening.bevinding import Bevinding, Geweigerd
from verordening.schijf import gewone_rechten, maak_map, neem_slot, schrijf_atomair
from verordening.voltooid import meld, ononderbroken
from verordening.wissel import kladmap
from verordening.xmlveilig import LIMIET
from versies.archief import getuige
from versies.archief.begin import begin
from versies.archief.geheugen import object_id
from versies.archief.gitomgeving import MERK, controleer_vreemd, is_gedeeld, omgeving, schone_omgeving
from versies.archief.gitproces import INHOUD, LIJST, NAMEN, GitProces, kort
from versies.archief.hoofd import lees_hoofd
from versies.archief.mapstand import stand_van
from versies.archief.opslag import HOOFDLIJN, ONDERTEKEND, Knoop, Label, Vastlegging, veilig_pad, veilige_tak
from versies.archief.stroom import ident, schrijf_stroom
from versies.archief.trailers import lees_kenmerken
from versies.archief.werkbestanden import werkbestand

_WACHTTIJD = 60.0
_LOSSE_OBJECTEN = 400
_LOSSE_TAKKEN = 200
_REEKS = 20
"""From so many places on it is quicker to ask git for all of them."""


class GitOpslag(AbstractContextManager["GitOpslag"]):
    """See :class:`versies.archief.opslag.Opslag`.

    Args:
        map_: the dossier: the folder that the user sees, with ``.git`` in it.
        maken: begin an archive when there is none. gekeurd: the folder was looked at just now (:func:`.gitomgeving.keur`).

    Raises:
        Geweigerd: no archive, a foreign one, no git program, or a folder that cannot be written.
    """

    def __init__(self, map_: Path, *, maken: bool = False, gekeurd: bool = False) -> None:
        self.map = Path(map_).absolute()
        self._git = self.map / ".git"
        self._klad, self._slot = ExitStack(), ExitStack()
        self._houdt_slot = False
        self._met_slot: tuple[int, ...] = ()
        schone_omgeving()
        if shutil.which("git") is None:
            raise Geweigerd.om("geen-git")
        if maken and not self._git.exists():
            klad = self._klad.enter_context(kladmap(self._git if self.map.exists() else self.map))
            self._git = begin(self.map, klad)
        elif not gekeurd:
            controleer_vreemd(self.map)
        if weg := next((n for n in ("HEAD", "objects", "refs") if not (self._git / n).exists()), ""):
            raise Geweigerd.om("archief-beschadigd/opslag", str(self.map), reden=f".git/{weg} ontbreekt")
        self._proces = self._verbind()
        self._sluit_aan()

    def _verbind(self) -> GitProces:
        return GitProces(self._git.parent, os.environ | omgeving(gedeeld=is_gedeeld(self._git)))

    def _sluit_aan(self) -> None:
        """A copy made with ``git clone`` has the main line and the labels: our own folder and the branches come with it."""
        eigen = self._git / MERK
        if (eigen / "slot").exists():
            return
        with contextlib.suppress(OSError, Geweigerd):  # a copy that may only be read answers all the same
            maak_map(eigen)
            self.zet_verwijzingen_recht()
            (eigen / "slot").write_text(uuid.uuid4().hex)
            gewone_rechten(eigen / "slot", als=self._git)

    def _zet_op_plaats(self) -> None:
        """A new archive (:mod:`versies.archief.begin`) takes its place in one step, with its first delivery in it."""
        plek = self.map / ".git"
        if self._git == plek:
            return
        self._proces.sluit()
        try:
            maak_map(self.map)
            self._git.rename(plek)
        except OSError as fout:
            if plek.exists():
                raise Geweigerd.om("intussen-veranderd") from fout
            raise Geweigerd.om("niet-schrijfbaar/schrijven", str(self.map), fout=kort(fout)) from fout
        self._git = plek
        getuige.vergeet(self.map)  # what was here before is another dossier
        self._klad.close()
        self._proces = self._verbind()
        self._neem_slot()

    # --- reading ------------------------------------------------------------------------------------------------------

    def hoofd(self) -> str | None:
        """Read from git's own file: no process."""
        return lees_hoofd(self._git)

    def in_rust(self) -> bool:
        """A journal is a write that goes on, or was broken off."""
        return not self._journaal.exists()

    def boom(self, vastlegging: str, paden: Sequence[str] = ()) -> dict[str, str]:
        """``git ls-tree``; of a few places only those."""
        enkele = paden if len(paden) < _REEKS else ()
        # -t: folders as well, so that nothing unfolds without being counted
        regels = self._lees_git("ls-tree", "-rtz", ident(vastlegging), *enkele, grens=NAMEN).split(b"\0")
        uit = {}
        for regel in regels:
            kop, _, pad = regel.partition(b"\t")
            if kop and b" tree " not in kop:
                uit[_pad(pad)] = kop.split(b" ")[2].decode("ascii")
        return uit

    def lees(self, inhoud: str) -> bytes:
        """The contents, hashed once more."""
        data = self._proces.inhoud(ident(inhoud))
        if data is None:
            raise Geweigerd.om("inhoud-weg/opslag", str(self.map), inhoud=inhoud)
        if object_id("blob", data) != inhoud:
            raise Geweigerd.om("archief-beschadigd/opslag", str(self.map), reden=f"inhoud {inhoud} is veranderd")
        return data

    def historie(self, na: str = "") -> list[Vastlegging]:
        """``git log --first-parent``."""
        return self._hoofdlijn("--reverse", *([f"^{ident(na)}"] if na else []))

    def vastlegging(self, kenmerk: tuple[str, str] | None = None, *, tijd: int | None = None) -> Vastlegging | None:
        """``git log``, which looks for the trailer."""
        zoek = ["--fixed-strings", f"--grep={kenmerk[0]}: {kenmerk[1]}"] if kenmerk else ["-1"]
        if tijd:  # git takes 0 for no limit
            zoek += [f"--since=@{tijd} +0000", f"--until=@{tijd} +0000"]
        return next((v for v in self._hoofdlijn(*zoek) if kenmerk is None or kenmerk in v.kenmerken), None)

    def _hoofdlijn(self, *keuze: str) -> list[Vastlegging]:
        hoofd = self.hoofd()
        if hoofd is None:
            return []
        opmaak = "--format=%H%x00%P%x00%an <%ae>%x00%B%x01"
        tekst = self._lees_git("log", "--first-parent", opmaak, hoofd, *keuze)
        uit = []
        for deel in tekst.decode("utf-8").split("\x01"):
            if deel.strip():
                naam, ouders, door, bericht = deel.lstrip("\n").split("\0")
                uit.append(Vastlegging(naam, tuple(ouders.split()), bericht, lees_kenmerken(bericht), door))
        return uit

    def erbij(self, na: str = "", tot: str = "") -> list[dict[str, str]]:
        """``git log --raw``."""
        if self.hoofd() is None:
            return []
        reeks = [ident(tot) if tot else f"refs/heads/{HOOFDLIJN}", *([f"^{ident(na)}"] if na else [])]
        vorm = (
            "--first-parent",
            "--reverse",
            "--diff-merges=first-parent",
            "--raw",
            "-t",
            "--no-renames",
            "--no-abbrev",
            "-z",
        )
        uit = []
        for deel in self._lees_git("log", *vorm, "--format=%x01", *reeks, voorwerp=LIJST).split(b"\x01")[1:]:
            velden = iter(deel.split(b"\0"))
            rijen = [(kop.split(b" "), next(velden)) for kop in velden if kop.lstrip(b"\n").startswith(b":")]
            blobs = ((pad, kop[3]) for kop, pad in rijen if b"040000" not in (kop[0].lstrip(b"\n:"), kop[1]))
            uit.append({_pad(pad): wat.decode("ascii") for pad, wat in blobs})
        return uit

    def takken(self) -> dict[str, str]:
        """``git for-each-ref``."""
        return {t: v for t, v in self._verwijzingen("refs/heads/").items() if t != HOOFDLIJN}

    def labels(self) -> dict[str, str]:
        """``git for-each-ref``; the commit behind the tag."""
        return self._verwijzingen("refs/tags/")

    def labelnamen(self) -> set[str]:
        """``git for-each-ref``, names only."""
        namen = self._lees_git("for-each-ref", "--format=%(refname)", "refs/tags/").decode("ascii", "replace")
        return {naam.removeprefix("refs/tags/") for naam in namen.splitlines()}

    def _verwijzingen(self, soort: str) -> dict[str, str]:
        uit = {}
        opmaak = "--format=%(refname) %(objectname) %(*objectname)"
        for regel in self._lees_git("for-each-ref", opmaak, soort).splitlines():
            naam, *ids = regel.decode("ascii", "replace").split(" ")
            uit[naam.removeprefix(soort)] = ids[-1] or ids[0]
        return uit

    def _lees_git(
        self, *opdracht: str, istream: BinaryIO | None = None, grens: int = INHOUD, voorwerp: int = LIMIET
    ) -> bytes:
        return self._proces.antwoord(opdracht, istream, grens=grens, voorwerp=voorwerp)

    def __exit__(self, *_: object) -> None:
        self.sluit()

    def sluit(self) -> None:
        """Stop the git processes that were kept for reading."""
        self._proces.sluit()
        self._klad.close()

    # --- writing ------------------------------------------------------------------------------------------------------

    @contextmanager
    def slot(self) -> Iterator[None]:
        """A lock on a file, which git holds as well; a new archive has it from its place on."""
        with self._slot:
            self._houdt_slot = True
            if self._git.parent == self.map:  # nobody else knows a new one yet
                self._neem_slot()
                self._herstel()
                if b"[remote " in (self._git / "config").read_bytes():  # a copy: another may have brought the main line
                    self.zet_verwijzingen_recht()
            try:
                yield
            finally:
                self._houdt_slot = False
                self._met_slot = ()

    def _neem_slot(self) -> None:
        try:
            bestand = self._slot.enter_context((self._git / MERK / "slot").open("r+b"))
        except OSError as fout:
            raise Geweigerd.om("niet-schrijfbaar/schrijven", str(self.map), fout=kort(fout)) from fout
        neem_slot(bestand.fileno(), self.map, _WACHTTIJD)
        if sys.platform != "win32":  # git holds the lock as well: when we are killed, nobody writes before it is done
            self._met_slot = (bestand.fileno(),)

    @property
    def _journaal(self) -> Path:
        return self._git / MERK / "bezig.json"

    def leg_vast(self, knopen: Sequence[Knoop], labels: Sequence[Label] = ()) -> list[str]:
        """See the top of this module; a file changed by hand is refused."""
        if not self._houdt_slot:
            raise RuntimeError("leg_vast buiten het slot")
        for knoop in knopen:
            for tak in knoop.takken:
                veilige_tak(tak)
            for pad in knoop.bestanden:
                veilig_pad(pad)
        for label in labels:
            veilige_tak(label.naam)
        op_hoofdlijn = [k.bestanden for k in knopen if HOOFDLIJN in k.takken]
        nieuw = {pad: inhoud for bestanden in op_hoofdlijn for pad, inhoud in bestanden.items()}
        self._weiger_handwerk(op_hoofdlijn)
        voor = self.hoofd()
        try:
            with ononderbroken():
                schrijf_atomair(self._journaal, json.dumps({"bestanden": sorted(nieuw)}), intern=True)
                ids = self._importeer(knopen, labels)
                self._zet_op_plaats()
                meld(f"de vastlegging {ids[-1][:12]} staat in het archief van {self.map.name}")
                self._zet_in_map(nieuw)
                self._ruim_op(nieuw)
        except Geweigerd as fout:
            if self.hoofd() == voor or self._git.parent != self.map:
                raise
            raise Geweigerd.om("map-loopt-achter", str(self.map), fout=f"{fout.plaats}: {fout.reden}") from fout
        return ids

    def _importeer(self, knopen: Sequence[Knoop], labels: Sequence[Label]) -> list[str]:
        merken = self._git / MERK / "merken.txt"
        with tempfile.TemporaryFile(dir=self._git / MERK) as stroom:
            try:
                schrijf_stroom(stroom, knopen, labels)
                stroom.seek(0)
                wat = ("--quiet", "--force", "--done", "--date-format=raw", f"--export-marks={merken}")
                if reden := self._proces.doe("fast-import", *wat, invoer=stroom, mee=self._met_slot):
                    raise self._mislukt(reden)
                regels = dict(regel.split() for regel in merken.read_text("ascii").splitlines())
            except OSError as fout:
                raise Geweigerd.om("niet-schrijfbaar/schrijven", str(self.map), fout=kort(fout)) from fout
        merken.unlink(missing_ok=True)
        return [regels[f":{n}"] for n in range(1, len(knopen) + 1)]

    def _weiger_handwerk(self, reeks: Sequence[Mapping[str, bytes]]) -> None:
        """A file that somebody changed by hand is never overwritten: it must hold what was stored, or what comes now."""
        hoofd = self.hoofd()
        paden = list(dict.fromkeys(pad for nieuw in reeks for pad in nieuw))
        bekend = self.boom(hoofd, paden) if hoofd else {}
        for pad in paden:
            plek = self.map / pad
            if plek.is_symlink():
                raise Geweigerd.om("koppeling", str(plek))
            if plek.exists():
                staat = object_id("blob", plek.read_bytes())
                if staat != bekend.get(pad) and all(staat != object_id("blob", n[pad]) for n in reeks if pad in n):
                    raise Geweigerd.om("handwerk/bestand", str(plek))

    def _zet_in_map(self, bestanden: dict[str, bytes]) -> None:
        for pad, inhoud in bestanden.items():
            plek = self.map / pad
            try:
                if not plek.resolve().is_relative_to(self.map.resolve()):
                    raise Geweigerd.om("handwerk", str(plek))
                maak_map(plek.parent)
                if plek.exists() and plek.read_bytes() == inhoud:
                    continue
                tijdelijk = plek.with_name(f".{plek.name}.tmp")
                tijdelijk.unlink(missing_ok=True)  # never through what stands there
                tijdelijk.write_bytes(inhoud)  # git holds the truth, so no flush to disk per file
                tijdelijk.replace(plek)
            except OSError as fout:
                raise Geweigerd.om("niet-schrijfbaar/schrijven", str(plek), fout=kort(fout)) from fout

    def _ruim_op(self, nieuw: Mapping[str, bytes] = MappingProxyType({})) -> None:
        """Bring git's own index up to date, pack what is loose, and close the journal.

        Args:
            nieuw: what has just been stored; empty: it is not known what the index of git misses.
        """
        if not nieuw or not self._werk_index_bij(nieuw):
            self._voer_uit("read-tree", HOOFDLIJN)
        los = self._lees_git("count-objects").split()
        if los and int(los[0]) > _LOSSE_OBJECTEN:
            self._voer_uit("repack", "-d", "-q", "--depth=50")
            self._voer_uit("prune-packed", "-q")
        takken = islice((self._git / "refs" / "heads" / "doel").glob("*"), _LOSSE_TAKKEN)
        if len(list(takken)) == _LOSSE_TAKKEN:
            self._voer_uit("pack-refs", "--all")
        self._journaal.unlink(missing_ok=True)

    def _werk_index_bij(self, nieuw: Mapping[str, bytes]) -> bool:
        """Put what was stored in the index of git; False when that cannot be done."""
        with tempfile.TemporaryFile() as invoer:
            for pad, inhoud in nieuw.items():
                invoer.write(f"100644 {object_id('blob', inhoud)}\t{pad}\n".encode("ascii"))
            invoer.seek(0)
            return not self._proces.doe("update-index", "--index-info", invoer=invoer)

    def _voer_uit(self, *opdracht: str) -> None:
        if reden := self._proces.doe(*opdracht):
            raise self._mislukt(reden)

    def _mislukt(self, reden: str) -> Geweigerd:
        """Why git did not write: mostly because another git program is writing, or was broken off while it was."""
        slot = next(self._git.rglob("*.lock"), None)
        if slot is not None:
            return Geweigerd.om("in-gebruik/git-slot", str(slot))
        return Geweigerd.om("niet-vastgelegd/mislukt", str(self.map), reden=reden)

    def ruim_sloten(self) -> None:
        """Clear the locks that git left behind."""
        for slot in self._git.rglob("*.lock"):
            slot.unlink(missing_ok=True)

    def _herstel(self) -> None:
        """Finish what a writer left that was broken off; only called with the lock in hand."""
        if not self._journaal.exists():
            return
        self.ruim_sloten()
        for rest in (self._git / "objects" / "pack").glob("tmp_*"):
            rest.unlink(missing_ok=True)
        hoofd = self.hoofd()
        try:
            paden = json.loads(self._journaal.read_text("utf-8"))["bestanden"]
        except (ValueError, KeyError, TypeError) as fout:
            raise Geweigerd.om("archief-beschadigd/opslag", str(self.map), reden="het journaal is onleesbaar") from fout
        self.zet_verwijzingen_recht()
        if hoofd is None:  # nothing was recorded yet, and now nothing of it is left
            self._journaal.unlink()
            return
        boom = self.boom(hoofd)
        self._zet_in_map({pad: self.lees(boom[pad]) for pad in paden if pad in boom})
        self._ruim_op()

    def verwacht(self) -> tuple[dict[str, str], dict[str, str]]:
        """Branches and labels as the main line says that they should be."""
        takken: dict[str, str] = {}
        labels: dict[str, str] = {}
        for vast in self.historie():
            for naam, waarde in vast.kenmerken:
                if naam in ("Tak", "Label"):
                    doel, _, plaats = waarde.rpartition(" ")
                    if not plaats.isdecimal() or int(plaats) >= len(vast.ouders):
                        raise Geweigerd.om("archief-beschadigd/opslag", str(self.map), reden=f"{naam} {doel[:80]}")
                    (takken if naam == "Tak" else labels)[doel] = vast.ouders[int(plaats)]
        return takken, labels

    def is_voorouder(self, eerder: str, later: str) -> bool:
        """Whether one commit came before another, or is the same."""
        return not self._proces.doe("merge-base", "--is-ancestor", ident(eerder), ident(later))

    def is_heel(self, vastlegging: str) -> bool:
        """Whether a commit and everything before it are there."""
        return not self._proces.doe("rev-list", "--objects", "--quiet", ident(vastlegging))

    def zet_hoofd(self, vastlegging: str) -> None:
        """Make a commit the last one."""
        self._voer_uit("update-ref", f"refs/heads/{HOOFDLIJN}", ident(vastlegging))

    def zet_verwijzingen_recht(self) -> None:
        """Branches and labels as the main line says that they should be."""
        takken, labels = self.verwacht()
        for soort, hoort, staat in (("heads", takken, self.takken()), ("tags", labels, self.labels())):
            for naam in hoort.keys() | staat.keys():
                if naam not in hoort and not naam.startswith(ONDERTEKEND):
                    self._voer_uit("update-ref", "-d", f"refs/{soort}/{naam}")
                elif naam in hoort and hoort[naam] != staat.get(naam):
                    self._voer_uit("update-ref", f"refs/{soort}/{veilige_tak(naam)}", hoort[naam])

    def lees_label(self, naam: str) -> bytes:
        """A label as an object: what it says, its signature included."""
        return self._lees_git("cat-file", "tag", veilige_tak(naam))

    def schrijf_label(self, naam: str, inhoud: bytes) -> None:
        """Store a label as an object, and point to it."""
        with tempfile.TemporaryFile() as invoer:
            invoer.write(inhoud)
            invoer.seek(0)
            kenmerk = self._lees_git("hash-object", "-t", "tag", "-w", "--stdin", istream=invoer).decode().strip()
        self._voer_uit("update-ref", f"refs/tags/{veilige_tak(naam)}", kenmerk)

    # --- checking -----------------------------------------------------------------------------------------------------

    def controleer(self) -> list[Bevinding]:
        """``git fsck``, the references, and the files in the folder."""
        reden = self._proces.doe("fsck", "--strict", "--no-dangling", "--no-progress")
        fouten = [Bevinding.van("archief-beschadigd/git", str(self.map), reden)] if reden else []
        if self._journaal.exists():
            return [*fouten, Bevinding.van("vastleggen-afgebroken", str(self.map))]
        hoofd = self.hoofd()
        if hoofd is None:
            return fouten
        takken, labels = self.verwacht()
        for hoort, staat in ((takken, self.takken()), (labels, self.labels())):
            eigen = (n for n in staat if n not in hoort and n.startswith(("doel/", "versie/")))
            fouten += [Bevinding.van("verwijzing-over", n, staat[n]) for n in sorted(eigen)]
            anders = (n for n in hoort if hoort[n] != staat.get(n))
            fouten += [Bevinding.van("verwijzing-verzet", n, staat.get(n, "")) for n in sorted(anders)]
        boom = self.boom(hoofd)
        staat = stand_van(self.map, boom, alles=True)
        return fouten + [
            werkbestand(self.map, p, weg=not staat[p])
            or Bevinding.van("handwerk/map" if staat[p] else "bestand-weg/map", p)
            for p in boom
            if staat[p] != boom[p]
        ]


def _pad(naam: bytes) -> str:
    try:
        return veilig_pad(naam.decode("utf-8", "replace"))
    except Geweigerd as fout:  # this program stored no such name
        raise Geweigerd.om("naam-onveilig/in-archief", fout.plaats) from fout
