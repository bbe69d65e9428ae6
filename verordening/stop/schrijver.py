"""Writing a regulation as STOP ``RegelingKlassiek`` with its metadata modules (``regels`` D.2-D.4, IMOP 1.3.0).

What STOP cannot hold is reported: editor's text and provenance go to the side-car, text in a place that STOP does not know
is refused. The result is checked by :mod:`~verordening.stop.lint`; its findings come with the export.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from itertools import groupby

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.boom import (
    STRUCTUUR,
    TOELICHTING,
    Afbeelding,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Inline,
    Noot,
    Opmaak,
    Redactie,
    Regeleinde,
    Regeling,
    Rij,
    Soort,
    Status,
    Tabel,
    Verwijzing,
    inlinetekst,
    koptekst,
    losse,
    wandel,
)
from verordening.canoniek.namen import ELEMENT, NUMMER_ELEMENT, OPMAAK, ROL, STOP
from verordening.eid import met_eids, met_wids
from verordening.schrijvers import Export, Melder, bestand, el, redacties, voeg_tekst, zijspan
from verordening.stop.lint import toets
from verordening.stop.modules import modules, notatie, overheidscode

VERSIE = "1.3.0"
LOPEND = frozenset(
    """
    Al Opschrift Subtitel Label Nummer LidNummer LiNummer Term Tussenkop Lijstaanhef Lijstsluiting title Titel
    Bijschrift Wat NootNummer Noot
    """.split()
)
"""Elements with running text."""
_VOLGORDE = [
    Soort.OPSCHRIFT,
    Soort.AANHEF,
    Soort.LICHAAM,
    Soort.SLUITING,
    Soort.BIJLAGE,
    Soort.TOELICHTING,
    Soort.ARTIKELGEWIJZE_TOELICHTING,
]
_DIVISIES = TOELICHTING | {Soort.BIJLAGE, Soort.DIVISIE}
_MET_KOP = STRUCTUUR | {Soort.ARTIKEL} | _DIVISIES - {Soort.TOELICHTING}
"""Units that have a heading in STOP, be it an empty one."""
_KAN_VERVALLEN = STRUCTUUR | {Soort.ARTIKEL, Soort.BIJLAGE, Soort.DIVISIE, Soort.DIVISIETEKST}
_EIGEN_NAAM = ("WijzigArtikel", "WijzigLid", "InleidendeTekst", "Kadertekst")
_SLOT = {
    "slotformulering": "Slotformulering",
    "dagtekening": "Dagtekening",
    "naam": "Ondertekening",
    "functie": "Ondertekening",
    "organisatie": "Ondertekening",
    "ondertekening": "Ondertekening",
}
_PLEK_VAN_ROL = {
    "tussenkop": ("Inhoud", "entry", "InleidendeTekst", "Kadertekst"),
    "lijstaanhef": ("Lijst",),
    "lijstsluiting": ("Lijst",),
}
_MARK = {**OPMAAK, "strong": "strong", "abbr": "abbr"}
_TABEL = {
    "table": {"frame", "colsep", "rowsep", "pgwide", "tabstyle", "orient"},
    "tgroup": {"colsep", "rowsep", "char", "charoff", "align"},
    "colspec": {"colnum", "colsep", "rowsep", "align", "char", "charoff"},
    "row": {"rowsep", "valign"},
    "entry": {"colsep", "rowsep", "align", "char", "charoff", "valign", "rotate"},
}
_BEELD = ("breedte", "hoogte", "uitlijning", "formaat", "dpi", "schaal", "kleur")


def schrijf_stop(regeling: Regeling, *, overheid: str = "") -> Export:
    """The regulation as STOP, with the modules ExpressionIdentificatie, RegelingMetadata and RegelingVersieMetadata.

    Args:
        overheid: code of the authority for identifications that are still missing (``gm0505``); default: what the
            metadata or the existing wIds say.

    Raises:
        Geweigerd: text in a place where STOP has none (loose text under a chapter), or no code of an authority while
            identities are missing.
    """
    if any(not e.eId for e in wandel(regeling.wortel) if e.soort is not Soort.REGELING):
        regeling = met_eids(regeling)
    code = overheidscode(regeling, overheid)
    if any(not e.wId for e in wandel(regeling.wortel) if e.soort is not Soort.REGELING):
        if not code:
            raise Geweigerd.om("stop-overheid/eenheden-zonder", regeling.gegevens.werk)
        regeling = met_wids(regeling, code, regeling.gegevens.versienummer or "1")
    schrijver = _Schrijver(regeling)
    wortel = schrijver.regeling(regeling.wortel)
    bijlagen = modules(regeling, code, schrijver.melder)
    inhoud = bestand(wortel, LOPEND)
    return Export(
        inhoud, (*schrijver.melder.bevindingen(), *toets(wortel)), {**bijlagen, "zijspan.json": zijspan(regeling)}
    )


_el = partial(el, STOP)


class _Schrijver:
    def __init__(self, regeling: Regeling) -> None:
        self.melder = Melder()
        self.eids = {e.eId for e in wandel(regeling.wortel)}
        self.noten = 0
        self.uitgesteld: list[Inline] = []
        self.extra: dict[str, int] = {}

    # units

    def regeling(self, boom: Eenheid) -> etree._Element:
        """The root element."""
        model = boom.kenmerk("element", "RegelingKlassiek")
        wortel = _el(None, model, schemaversie=VERSIE)
        delen = boom.delen
        if len(delen) != len(boom.inhoud) or any(d.soort not in _VOLGORDE for d in delen):
            los = next(b for b in boom.inhoud if not isinstance(b, Eenheid) or b.soort not in _VOLGORDE)
            raise _misplaatst(los, "buiten het lichaam, de bijlagen en de toelichting")
        gesorteerd = sorted(delen, key=lambda d: _VOLGORDE.index(d.soort))
        if [d.eId for d in gesorteerd] != [d.eId for d in delen]:
            self.melder.meld("stop-volgorde")
        for deel in gesorteerd:
            self.eenheid(deel, wortel)
        return wortel

    def eenheid(self, eenheid: Eenheid, ouder: etree._Element) -> None:
        """One unit."""
        eigen = eenheid.kenmerk("element")
        naam = eigen if eigen in _EIGEN_NAAM else ELEMENT[eenheid.soort]
        element = _el(ouder, naam, eId=eenheid.eId, wId=eenheid.wId)
        if eenheid.herkomst is not None:
            self.melder.meld("stop-herkomst")
        self._kop(eenheid, element)
        self._status(eenheid, element)
        soort = eenheid.soort
        if soort in (Soort.ARTIKEL, Soort.LID, Soort.DIVISIETEKST):
            self._met_inhoud(eenheid, element)
        elif soort is Soort.LIJST:
            self._lijst(eenheid, element)
        elif soort in (Soort.ONDERDEEL, Soort.BEGRIPPENLIJST):
            self.blokken(eenheid.inhoud, element)
            if soort is Soort.ONDERDEEL and not any(k.tag != f"{{{STOP}}}LiNummer" for k in element):
                _el(element, "Al")
        elif soort is Soort.BEGRIP:
            self.blokken(eenheid.inhoud, _el(element, "Definitie"))
        elif soort in _DIVISIES:
            self._divisies(eenheid, element)
        elif soort is Soort.SLUITING:
            self._sluiting(eenheid, element)
        elif soort in STRUCTUUR or soort is Soort.LICHAAM:
            self._structuur(eenheid, element)
        else:
            self.blokken(eenheid.inhoud, element)

    def _structuur(self, eenheid: Eenheid, element: etree._Element) -> None:
        """What may stand in a chapter: smaller chapters and artikelen."""
        for blok in eenheid.inhoud:
            if isinstance(blok, Eenheid) and (blok.soort in STRUCTUUR or blok.soort is Soort.ARTIKEL):
                self.blokken((blok,), element)
            elif self._weg(blok):
                continue
            elif eenheid.status is not Status.VERVALLEN or _recht(blok):
                raise _misplaatst(blok, f"onder «{koptekst(eenheid) or eenheid.soort.value}», buiten een artikel")

    def _status(self, eenheid: Eenheid, element: etree._Element) -> None:
        kan = eenheid.soort in _KAN_VERVALLEN
        if eenheid.status is Status.VERVALLEN and kan:
            _el(element, "Vervallen")
        elif eenheid.status is Status.GERESERVEERD and kan:
            _el(element, "Gereserveerd")
        elif eenheid.status is not Status.GELDEND:
            self.melder.meld(
                "stop-status",
                adres=koptekst(eenheid),
                plek=eenheid.eId,
                status=eenheid.status.value,
                soort=eenheid.soort.value,
            )

    def _kop(self, eenheid: Eenheid, element: etree._Element) -> None:
        if eenheid.soort in NUMMER_ELEMENT:
            if eenheid.nummer or eenheid.soort is Soort.LID:
                _el(element, NUMMER_ELEMENT[eenheid.soort]).text = eenheid.nummer
            if eenheid.soort is Soort.BEGRIP:
                self.inline(eenheid.opschrift, _el(element, "Term"), kaal=True)
            return
        delen: list[tuple[str, tuple[Inline, ...]]] = [
            ("Label", (eenheid.label,) if eenheid.label else ()),
            ("Nummer", (eenheid.nummer,) if eenheid.nummer else ()),
            ("Opschrift", eenheid.opschrift),
            ("Subtitel", eenheid.subtitel),
        ]
        if eenheid.kenmerk("kopvolgorde") == "nr label":
            delen[:2] = reversed(delen[:2])
        gevuld = [(naam, inhoud) for naam, inhoud in delen if inlinetekst(inhoud).strip()]
        if not gevuld and eenheid.soort not in _MET_KOP:
            return
        kop = _el(element, "Kop")
        for naam, inhoud in gevuld or [("Opschrift", ())]:
            self.inline(inhoud, _el(kop, naam))
        for redactie in redacties(eenheid.opschrift):
            self._meld_redactie(redactie)

    def _met_inhoud(self, eenheid: Eenheid, element: etree._Element) -> None:
        """An artikel, lid or divisietekst: runs of blocks each in an Inhoud, leden beside it."""
        blokken = [b for b in eenheid.inhoud if not self._weg(b)]
        for naast, groep in groupby(blokken, key=lambda b: isinstance(b, Eenheid) and b.soort is Soort.LID):
            self.blokken(groep, element if naast else _el(element, "Inhoud"))
        heeft_status = eenheid.status in (Status.VERVALLEN, Status.GERESERVEERD) and eenheid.soort is not Soort.LID
        if not blokken and not heeft_status:
            _el(_el(element, "Inhoud"), "Al")

    def _lijst(self, eenheid: Eenheid, element: etree._Element) -> None:
        items = eenheid.delen
        element.set("type", "expliciet" if any(b.nummer for b in items) else "ongemarkeerd")
        self.blokken(eenheid.inhoud, element)
        for begrip in element.findall(f"{{{STOP}}}Begrip"):
            raise _misplaatst(begrip.findtext(f"{{{STOP}}}Term") or "", "tussen gewone onderdelen van een lijst")

    def _divisies(self, eenheid: Eenheid, element: etree._Element) -> None:
        """Loose blocks of an annex or note get a Divisietekst of their own; STOP has no text without one."""
        eigen = {*_DIVISIES, Soort.DIVISIETEKST}
        blokken = [b for b in eenheid.inhoud if not self._weg(b)]
        for los, groep in groupby(blokken, key=lambda b: not (isinstance(b, Eenheid) and b.soort in eigen)):
            if not los:
                self.blokken(groep, element)
                continue
            keer = self.extra[eenheid.eId] = self.extra.get(eenheid.eId, 0) + 1
            deel = f"content_o_{keer}"
            while f"{eenheid.eId}__{deel}" in self.eids:
                deel = f"content_o_{(keer := keer + 1)}"
            self.eids.add(f"{eenheid.eId}__{deel}")
            omslag = _el(element, "Divisietekst", eId=f"{eenheid.eId}__{deel}", wId=f"{eenheid.wId}__{deel}")
            self.blokken(groep, _el(omslag, "Inhoud"))

    def _sluiting(self, eenheid: Eenheid, element: etree._Element) -> None:
        for naam, groep in groupby(eenheid.inhoud, key=lambda b: _SLOT.get(b.rol, "") if isinstance(b, Alinea) else ""):
            self.blokken(groep, _el(element, naam) if naam else element)
        for kind in element:
            if not len(kind) and etree.QName(kind).localname in _SLOT.values():
                element.remove(kind)

    # blocks

    def _weg(self, blok: Blok) -> bool:
        """Whether a block holds editor's text only; it is then reported."""
        if isinstance(blok, Alinea) and not _recht(blok):
            for redactie in redacties(blok.inhoud):
                self._meld_redactie(redactie)
            return True
        return False

    def _meld_redactie(self, redactie: Redactie) -> None:
        self.melder.meld("stop-redactie", fragment=inlinetekst(redactie.inhoud, redactie=True))

    def blokken(self, blokken: Iterable[Blok], ouder: etree._Element) -> None:
        """Blocks and units in order."""
        for blok in blokken:
            if isinstance(blok, Eenheid):
                self.eenheid(blok, ouder)
            elif isinstance(blok, Tabel):
                self._tabel(blok, ouder)
            elif isinstance(blok, Figuur):
                self._figuur(blok, ouder)
            elif not self._weg(blok):
                self._alinea(blok, ouder)

    def _alinea(self, alinea: Alinea, ouder: etree._Element) -> None:
        plek = etree.QName(ouder).localname
        naam = "Wat" if alinea.rol == "wat" else "Al"
        if alinea.rol in ROL and plek in _PLEK_VAN_ROL[alinea.rol]:
            naam = ROL[alinea.rol]
        self.inline(alinea.inhoud, _el(ouder, naam), kaal=naam == "Tussenkop")

    def _kenmerken(self, element: etree._Element, kenmerken: Iterable[tuple[str, str]]) -> None:
        soort = etree.QName(element).localname
        for naam, waarde in kenmerken:
            if naam in _TABEL[soort] and waarde:
                element.set(naam, waarde)

    def _tabel(self, tabel: Tabel, ouder: etree._Element) -> None:
        element = _el(ouder, "table", eId=tabel.eId, wId=tabel.wId)
        self._kenmerken(element, tabel.kenmerken)
        if inlinetekst(tabel.titel):
            self.inline(tabel.titel, _el(element, "title"), kaal=True)
        for groep in tabel.groepen:
            deel = _el(element, "tgroup", cols=str(len(groep.kolommen) or 1), align="left")
            self._kenmerken(deel, groep.kenmerken)
            for kolom in groep.kolommen:
                self._kenmerken(
                    _el(deel, "colspec", colname=kolom.naam, colwidth=_breedte(kolom.breedte)), kolom.kenmerken
                )
            waarden = dict(groep.kenmerken)
            if groep.kop:
                self._rijen(groep.kop, _el(deel, "thead", valign=waarden.get("thead.valign", "top")))
            self._rijen(groep.romp, _el(deel, "tbody", valign=waarden.get("tbody.valign", "top")))

    def _rijen(self, rijen: Iterable[Rij], ouder: etree._Element) -> None:
        for rij in rijen:
            element = _el(ouder, "row")
            self._kenmerken(element, rij.kenmerken)
            for cel in rij.cellen:
                self._cel(cel, element)

    def _cel(self, cel: Cel, ouder: etree._Element) -> None:
        meer = str(cel.meer_rijen) if cel.meer_rijen else ""
        element = _el(ouder, "entry", colname=cel.kolom, namest=cel.van, nameend=cel.tot, morerows=meer)
        self._kenmerken(element, cel.kenmerken)
        self.blokken(cel.inhoud, element)

    def _figuur(self, figuur: Figuur, ouder: etree._Element) -> None:
        element = _el(ouder, "Figuur", eId=figuur.eId, wId=figuur.wId)
        if figuur.titel:
            self.inline(figuur.titel, _el(element, "Titel"))
        self._beeld(figuur.afbeelding, _el(element, "Illustratie"))
        if figuur.bijschrift:
            self.inline(figuur.bijschrift, _el(element, "Bijschrift", locatie="onder"))

    def _beeld(self, beeld: Afbeelding, element: etree._Element) -> None:
        element.set("naam", beeld.bron)
        if beeld.alt:
            element.set("alt", beeld.alt)
        waarden = {naam: _beeldwaarde(naam, waarde) for naam, waarde in beeld.kenmerken}
        for naam in _BEELD:
            if naam in waarden and not (naam == "uitlijning" and etree.QName(element).localname != "Illustratie"):
                element.set(naam, waarden[naam])
        if any(n not in waarden for n in ("breedte", "hoogte", "formaat", "dpi")):
            self.melder.meld("stop-afbeelding", fragment=beeld.bron)

    # inline

    def inline(
        self, inhoud: Iterable[Inline], element: etree._Element, *, kaal: bool = False, in_mark: str = ""
    ) -> None:
        """Mixed content; where STOP allows no reference or nested mark, its words stay and the mark goes.

        Args:
            kaal: no references here (Term, Tussenkop, title).
            in_mark: names of the marks around, with spaces; ``ref`` inside a reference.
        """
        for deel in inhoud:
            if isinstance(deel, str):
                voeg_tekst(element, deel)
            elif isinstance(deel, Redactie):
                self._meld_redactie(deel)
            elif isinstance(deel, Regeleinde):
                _el(element, "br")
            elif isinstance(deel, Afbeelding):
                self._beeld(deel, _el(element, "InlineTekstAfbeelding"))
            elif isinstance(deel, Noot):
                if "ref" in in_mark.split():
                    self.uitgesteld.append(deel)  # een verwijzing bevat in STOP geen noot; die volgt erop
                else:
                    self._noot(deel, element)
            elif isinstance(deel, Opmaak):
                self._opmaak(deel, element, kaal, in_mark)
            else:
                self._verwijzing(deel, element, kaal, in_mark)

    def _opmaak(self, deel: Opmaak, element: etree._Element, kaal: bool, in_mark: str) -> None:
        naam = _MARK.get(deel.soort)
        if naam is None or naam in in_mark.split() or ("ref" in in_mark.split() and naam not in ("sup", "sub", "abbr")):
            self._meld_opmaak(f"{deel.soort}: {inlinetekst(deel.inhoud)}")
            self.inline(deel.inhoud, element, kaal=kaal, in_mark=in_mark)
        elif naam in ("sup", "sub", "abbr"):
            _el(element, naam).text = inlinetekst(deel.inhoud)
            self._uit_tekst(deel.inhoud, element, kaal, in_mark)
        else:
            self.inline(deel.inhoud, _el(element, naam), kaal=kaal, in_mark=f"{in_mark} {naam}")

    def _meld_opmaak(self, fragment: str) -> None:
        self.melder.meld("stop-opmaak", fragment=fragment)

    def _uit_tekst(self, inhoud: tuple[Inline, ...], element: etree._Element, kaal: bool, in_mark: str) -> None:
        """What stood inside a mark that holds only text: notes and pictures follow it, other marks are reported."""
        for deel in inhoud:
            if isinstance(deel, (Noot, Afbeelding, Redactie)):
                self.inline((deel,), element, kaal=kaal, in_mark=in_mark)
            elif isinstance(deel, (Opmaak, Verwijzing)):
                self._meld_opmaak(inlinetekst(deel.inhoud))
                self._uit_tekst(deel.inhoud, element, kaal, in_mark)

    def _verwijzing(self, deel: Verwijzing, element: etree._Element, kaal: bool, in_mark: str) -> None:
        waarden = dict(deel.kenmerken)
        if kaal or "ref" in in_mark.split() or not deel.doel or waarden.get("soort") == "noot":
            self.melder.meld("stop-verwijzing", fragment=f"{inlinetekst(deel.inhoud)} → {deel.doel}")
            self.inline(deel.inhoud, element, kaal=kaal, in_mark=in_mark)
            return
        eigen = waarden.get("element", "")
        if eigen in ("ExtIoRef", "IntIoRef"):
            ref = _el(element, eigen, ref=deel.doel, eId=waarden.get("eId", ""), wId=waarden.get("wId", ""))
        elif eigen == "Contact":
            ref = _el(element, "Contact", adres=deel.doel, soort=waarden.get("soort", ""))
        elif deel.soort == "intern" and not re.match(r"jci|https?:|/akn/|/join/", deel.doel):
            ref = _el(element, "IntRef", ref=deel.doel, scope=waarden.get("scope", ""))
        else:
            ref = _el(element, "ExtRef", ref=deel.doel, soort=notatie(deel.doel) or "document")
        self.inline(deel.inhoud, ref, in_mark=f"{in_mark} ref")
        noten, self.uitgesteld = self.uitgesteld, []
        self.inline(noten, element, kaal=kaal, in_mark=in_mark)

    def _noot(self, noot: Noot, element: etree._Element) -> None:
        self.noten += 1
        soort = noot.soort if noot.soort in ("voet", "marge", "eind", "tabel") else "voet"
        deel = _el(element, "Noot", type=soort, id=f"noot_{self.noten}")
        if noot.nummer:
            _el(deel, "NootNummer").text = noot.nummer
        for alinea in noot.inhoud or (Alinea(()),):
            self.inline(alinea.inhoud, _el(deel, "Al"))


def _recht(blok: Blok) -> bool:
    """Whether a block has anything that is law."""
    if isinstance(blok, Alinea):
        return bool(inlinetekst(blok.inhoud).strip()) or any(
            isinstance(d, (Afbeelding, Noot)) for d in losse(blok.inhoud)
        )
    return not isinstance(blok, Eenheid) or bool(blok.nummer) or any(_recht(b) for b in blok.inhoud)


def _beeldwaarde(naam: str, waarde: str) -> str:
    """The value of an attribute of a picture in the words of STOP; BWB writes «png» and «nee»."""
    if naam == "formaat":
        return {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}.get(waarde.lower(), waarde)
    return {"ja": "1", "nee": "0"}.get(waarde, waarde) if naam == "kleur" else waarde


def _breedte(breedte: str) -> str:
    return breedte if re.fullmatch(r"\d+(?:\.\d+)?\*", breedte) else ""


def _misplaatst(blok: object, waar: str) -> Geweigerd:
    woorden = blok if isinstance(blok, str) else ""
    if isinstance(blok, Eenheid):
        woorden = koptekst(blok) or blok.soort.value
    elif isinstance(blok, Alinea):
        woorden = inlinetekst(blok.inhoud)
    return Geweigerd.om("stop-plaats", waar=waar, woorden=woorden[:60])
