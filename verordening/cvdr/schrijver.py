"""Writing a regulation as CVDR XML (``regels`` C.1, C.2): the form in which local consolidated text is exchanged.

CVDR has no identities, no provenance per unit and one clock: what it loses stands in the side-car, keyed by eId (E.4). Its
official schema is not public, so validity cannot be proven here; the export follows the files of the official repository.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lxml import etree

from verordening import soorten
from verordening.bekendmaking import adres_van
from verordening.boom import (
    Afbeelding,
    Alinea,
    Blok,
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
    inlinetekst,
    koptekst,
    wandel,
)
from verordening.cvdr.lezer import NS
from verordening.schrijvers import Export, Melder, bestand, el, redacties, voeg_tekst, zijspan

_DC = "http://purl.org/dc/terms/"
_OWMS = "http://standaarden.overheid.nl/owms/terms/"
_RG = "http://standaarden.overheid.nl/cvdr/meta/"
_OPMAAK = {"vet": "vet", "cursief": "cursief", "onderstreept": "onderstreept", "sup": "sup", "inf": "inf"}
_LOPEND = frozenset(
    """
    al label nr titel title intitule lidnr tussenkop functie naam term subtitel bijschrift
    """.split()
)
_ZONDER_KOP = frozenset(
    {Soort.LID, Soort.LIJST, Soort.BEGRIPPENLIJST, Soort.ONDERDEEL, Soort.BEGRIP, Soort.DIVISIETEKST}
)


def schrijf_cvdr(regeling: Regeling) -> Export:
    """The regulation as CVDR XML with its side-car; what CVDR needs and the metadata lack is a finding."""
    schrijver = _Schrijver()
    wortel = etree.Element(
        f"{{{NS}}}cvdr",
        nsmap={None: NS, "dcterms": _DC, "overheid": _OWMS, "overheidrg": _RG},  # type: ignore[dict-item]
    )
    schrijver.meta(regeling, _el(wortel, "meta"))
    schrijver.romp(regeling, _el(wortel, "body"))
    inhoud = bestand(wortel, _LOPEND)
    if any(e.wId or e.herkomst for e in wandel(regeling.wortel)):
        schrijver.melder.meld("cvdr-zijspan")
    return Export(inhoud, schrijver.melder.bevindingen(), {"zijspan.json": zijspan(regeling)})


def _el(ouder: etree._Element, naam: str, /, tekst: str = "", ns: str = NS, **kenmerken: str) -> etree._Element:
    return el(ns, ouder, naam, tekst, **kenmerken)


def _dag(dag: date | None) -> str:
    return dag.isoformat() if dag else ""


class _Schrijver:
    def __init__(self) -> None:
        self.melder = Melder()

    def meta(self, regeling: Regeling, meta: etree._Element) -> None:
        """The three blocks of metadata, in the order of the official files."""
        g, over = regeling.gegevens, dict(regeling.gegevens.kenmerken)
        rij = g.wti[-1] if g.wti else None
        kern, mantel, ipm = (_el(meta, n) for n in ("owmskern", "owmsmantel", "cvdripm"))
        nummer = f"{g.werk}_{g.versienummer}" if g.versienummer else g.werk
        if not g.werk.startswith("CVDR"):
            self.melder.meld("cvdr-zonder-nummer/regeling-cvdr", fragment=g.werk)
        for naam, waarde in (("identifier", nummer), ("title", g.opschrift or g.citeertitel), ("language", g.taal)):
            _el(kern, naam, waarde, _DC)
        _el(kern, "type", "regeling", _DC, scheme="overheid:Informatietype")
        soort = g.overheid.capitalize() if g.overheid.isalpha() else "Gemeente"
        _el(kern, "creator", g.gemeente, _DC, scheme=over.get("creator.scheme") or f"overheid:{soort}")
        _el(kern, "modified", over.get("modified", ""), _DC)
        if rij is not None and rij.bron_bekendmaking:
            bekend = _el(mantel, "isFormatOf", rij.bron_bekendmaking, _DC)
            bekend.set(
                "resourceIdentifier", over.get("isFormatOf.resourceIdentifier") or adres_van(rij.bron_bekendmaking)
            )
        _el(mantel, "alternative", g.citeertitel or g.opschrift, _DC)
        for grondslag in g.grondslagen:
            _el(mantel, "source", grondslag.label, _DC).set("resourceIdentifier", grondslag.uri)
        scheme = over.get("isRatifiedBy.scheme") or "overheid:BestuursorgaanGemeente"
        _el(mantel, "isRatifiedBy", g.orgaan, _OWMS, scheme=scheme)
        for onderwerp in g.onderwerpen:
            _el(mantel, "subject", onderwerp, _DC)
        if rij is not None and rij.ondertekening:
            _el(mantel, "issued", _dag(rij.ondertekening), _DC)
        self._ipm(regeling, ipm)

    def _ipm(self, regeling: Regeling, ipm: etree._Element) -> None:
        g, over = regeling.gegevens, dict(regeling.gegevens.kenmerken)
        rij = g.wti[-1] if g.wti else None
        terug = rij.terugwerkend_tot_en_met if rij else None
        if (
            terug is None
            and g.geldig_vanaf
            and g.juridisch_werkend_vanaf
            and g.geldig_vanaf < g.juridisch_werkend_vanaf
        ):
            terug = g.geldig_vanaf
        for naam, waarde in (
            ("inwerkingtredingDatum", _dag(g.juridisch_werkend_vanaf)),
            ("terugwerkendekrachtDatum", _dag(terug)),
            ("uitwerkingtredingDatum", _dag(g.juridisch_uitgewerkt_op)),
            ("betreft", rij.betreft if rij else ""),
            ("kenmerk", rij.kenmerk_voorstel if rij else ""),
            ("onderwerp", over.get("onderwerp", "")),
        ):
            if waarde:
                _el(ipm, naam, waarde, _RG)
        for naam in ("gedelegeerdeRegelgeving", "redactioneleToevoeging"):
            regels = [w for n, w in regeling.gegevens.kenmerken if n == naam or n.startswith(f"{naam}.")]
            if regels:
                blok = _el(ipm, naam, ns=_RG)
                for regel in regels:
                    _el(blok, "al", regel)
        if not g.juridisch_werkend_vanaf:
            self.melder.meld("cvdr-geen-inwerking/datum-inwerkingtreding")

    def romp(self, regeling: Regeling, romp: etree._Element) -> None:
        """Title and text; annexes and notes stand inside ``regeling``, after the closing."""
        delen = regeling.wortel.delen
        intitule = _el(romp, "intitule")
        for opschrift in (d for d in delen if d.soort is Soort.OPSCHRIFT):
            for blok in opschrift.inhoud:
                if isinstance(blok, Alinea):
                    self.inline(blok.inhoud, intitule)
        deel = _el(romp, "regeling")
        volgorde = [Soort.AANHEF, Soort.LICHAAM, Soort.SLUITING]
        if any(sum(d.soort is soort for d in delen) > 1 for soort in volgorde):
            self.melder.meld("cvdr-volgorde")
        overig = [d for d in delen if d.soort not in (*volgorde, Soort.OPSCHRIFT)]
        for soort in volgorde:
            for eenheid in (d for d in delen if d.soort is soort):
                if soort is Soort.AANHEF:
                    self.blokken(eenheid.inhoud, _el(_el(deel, "aanhef"), "preambule"))
                elif soort is Soort.LICHAAM:
                    romptekst = _el(deel, "regeling-tekst")
                    if kop := koptekst(eenheid):
                        _el(romptekst, "tussenkop", kop)
                        self.melder.meld("cvdr-kop", fragment=kop)
                    self.blokken(eenheid.inhoud, romptekst)
                else:
                    self._sluiting(eenheid, _el(deel, "regeling-sluiting"))
        self.blokken(overig, deel)

    def _sluiting(self, eenheid: Eenheid, element: etree._Element) -> None:
        onder: etree._Element | None = None
        slot: etree._Element | None = None
        for blok in eenheid.inhoud:
            if isinstance(blok, Alinea) and blok.rol in ("naam", "functie", "organisatie", "ondertekening"):
                onder = _el(element, "ondertekening") if onder is None else onder
                self.inline(blok.inhoud, _el(onder, "functie"))
                slot = None
            else:
                slot = _el(element, "slotformulering") if slot is None else slot
                self.blokken((blok,), slot)
                onder = None

    def eenheid(self, eenheid: Eenheid, ouder: etree._Element) -> None:
        """One unit."""
        soort = eenheid.soort
        if soort is Soort.SLUITING:
            self._sluiting(eenheid, _el(ouder, "bijlage-sluiting"))
            return
        element = _el(ouder, soorten.CVDR[soort], nr=eenheid.nummer if soort is Soort.ONDERDEEL else "")
        if soort is Soort.LID and eenheid.nummer:
            _el(element, "lidnr", eenheid.nummer)
        if soort not in _ZONDER_KOP:
            self._kop(eenheid, element)
        elif soort is Soort.DIVISIETEKST and koptekst(eenheid):
            _el(element, "tussenkop", koptekst(eenheid))
        if soort is Soort.BEGRIP:
            if eenheid.nummer:
                _el(element, "li.nr", eenheid.nummer)
            self.inline(eenheid.opschrift, _el(element, "term"))
            element = _el(element, "definitie")
        self.blokken(eenheid.inhoud, element)
        if eenheid.status is Status.VERVALLEN:
            heeft = any(inlinetekst(b.inhoud, redactie=True).strip() for b in eenheid.inhoud if isinstance(b, Alinea))
            if (
                not heeft
                and not any(isinstance(b, Eenheid) for b in eenheid.inhoud)
                and not any(redacties(eenheid.opschrift))
            ):
                _el(element, "al", "[Vervallen]")
        elif eenheid.status is not Status.GELDEND:
            self.melder.meld("cvdr-status", adres=koptekst(eenheid), status=eenheid.status.value)

    def _kop(self, eenheid: Eenheid, element: etree._Element) -> None:
        kop = _el(element, "kop")
        delen = [("label", eenheid.label), ("nr", eenheid.nummer)]
        for naam, waarde in reversed(delen) if eenheid.kenmerk("kopvolgorde") else delen:
            _el(kop, naam, waarde)
        self.inline(eenheid.opschrift, _el(kop, "titel"))
        if eenheid.subtitel:
            self.inline(eenheid.subtitel, _el(kop, "subtitel"))

    def blokken(self, blokken: Iterable[Blok], ouder: etree._Element) -> None:
        """Blocks in order."""
        for blok in blokken:
            if isinstance(blok, Eenheid):
                self.eenheid(blok, ouder)
            elif isinstance(blok, Alinea):
                self.inline(blok.inhoud, _el(ouder, "tussenkop" if blok.rol == "tussenkop" else "al"))
            elif isinstance(blok, Tabel):
                self._tabel(blok, ouder)
            else:
                self._figuur(blok, ouder)

    def _tabel(self, tabel: Tabel, ouder: etree._Element) -> None:
        element = _el(ouder, "table")
        if tabel.titel:
            self.inline(tabel.titel, _el(element, "title"))
        for groep in tabel.groepen:
            deel = _el(element, "tgroup", cols=str(len(groep.kolommen)))
            for kolom in groep.kolommen:
                _el(deel, "colspec", colname=kolom.naam, colwidth=kolom.breedte)
            for naam, rijen in (("thead", groep.kop), ("tbody", groep.romp)):
                if rijen:
                    self._rijen(rijen, _el(deel, naam))

    def _rijen(self, rijen: Iterable[Rij], ouder: etree._Element) -> None:
        for rij in rijen:
            element = _el(ouder, "row")
            for cel in rij.cellen:
                meer = str(cel.meer_rijen) if cel.meer_rijen else ""
                self.blokken(
                    cel.inhoud, _el(element, "entry", colname=cel.kolom, namest=cel.van, nameend=cel.tot, morerows=meer)
                )

    def _figuur(self, figuur: Figuur, ouder: etree._Element) -> None:
        element = _el(ouder, "plaatje")
        _el(element, "illustratie", naam=figuur.afbeelding.bron, alt=figuur.afbeelding.alt)
        if bijschrift := (*figuur.titel, *figuur.bijschrift):
            self.inline(bijschrift, _el(element, "bijschrift"))

    def inline(self, inhoud: Iterable[Inline], element: etree._Element) -> None:
        """Mixed content; editor's text stays visible, between brackets when the source had none."""
        for deel in inhoud:
            if isinstance(deel, str):
                voeg_tekst(element, deel)
            elif isinstance(deel, Regeleinde):
                _el(element, "br")
            elif isinstance(deel, Redactie):
                self._redactie(deel, element)
            elif isinstance(deel, Afbeelding):
                _el(_el(element, "plaatje"), "illustratie", naam=deel.bron, alt=deel.alt)
            elif isinstance(deel, Noot):
                noot = _el(element, "noot", type=deel.soort)
                _el(noot, "noot.nr", deel.nummer)
                for alinea in deel.inhoud:
                    self.inline(alinea.inhoud, _el(noot, "noot.al"))
            elif isinstance(deel, Opmaak):
                naam = _OPMAAK.get(deel.soort)
                self.inline(deel.inhoud, _el(element, naam) if naam else element)
                if naam is None:
                    self.melder.meld("cvdr-opmaak", fragment=inlinetekst(deel.inhoud))
            else:
                soort = "extref" if deel.soort == "extern" else "intref"
                self.inline(
                    deel.inhoud, _el(element, soort, doc=deel.doel, struct="CVDR" if "CVDR" in deel.doel else "")
                )

    def _redactie(self, deel: Redactie, element: etree._Element) -> None:
        if deel.soort == "vervallen":
            kaal = inlinetekst(deel.inhoud, redactie=True).strip()
            # Alleen met haken is het een merk van de redactie; zonder haken las men het terug als tekst van de regeling.
            self.inline(("[Vervallen]",) if kaal.strip(" .[]()").lower() == "vervallen" else deel.inhoud, element)
            return
        self.melder.meld("cvdr-redactie", fragment=inlinetekst(deel.inhoud, redactie=True))
