"""Reader of a BWB toestand: one version of a national regulation (``regels`` B; schemas 2015-1 to 2016-1).

Law, editor's text and provenance are kept apart: editor's text becomes :class:`~verordening.boom.Redactie`, provenance
becomes :class:`~verordening.boom.Herkomst`. The version date is ``toestand@inwerkingtreding``, not the date of
``wetgeving`` (B.6-1).
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from verordening.boom import Alinea, Blok, Eenheid, Gegevens, Grondslag, Regeling, Soort, inlinetekst, kaal, kinderen
from verordening.bwb.brondata import lees_herkomst
from verordening.bwb.omlijsting import Omlijstlezer, lees_aanhef, lees_opschrift, lees_sluiting
from verordening.bwb.tekstmodel import Tekstlezer
from verordening.dagen import lees_iso
from verordening.eid import met_eids
from verordening.lezers.bronlezer import Element, attributen, plat, schoon
from verordening.soorten import BWB

_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation"
_TAAL = "{http://www.w3.org/XML/1998/namespace}lang"
_LICHAAM = frozenset({"wettekst", "regeling-tekst", "circulaire-tekst", "vrije-tekst"})
_AANHEF = frozenset({"aanhef", "circulaire.aanhef"})
_SLUITING = frozenset({"wetsluiting", "regeling-sluiting", "circulaire-sluiting"})
_OMSLAG = frozenset({"wet-besluit", "regeling", "circulaire", "verdrag", "verdragtekst"})


def lees_bwb(wortel: Element, *, naam: str) -> Regeling:
    """Read a toestand.

    Args:
        wortel: root element, as :func:`verordening.xmlveilig.lees_xml` gives it.
        naam: how the source is called in messages.

    Raises:
        Geweigerd: an unknown element, loose text between elements, an identity that occurs twice, no text.
    """
    werk = wortel.get("bwb-id") or ""
    lezer = Omlijstlezer(naam, werk)
    wetgeving = wortel.find("wetgeving")
    if wetgeving is None:
        raise lezer.weiger(wortel, "geen-tekst/toestand-bevat")
    kop = _Kop(lezer, wortel, wetgeving)
    wortel_eenheid = kop.lees()
    if not any(b.soort is Soort.LICHAAM for b in wortel_eenheid.inhoud if isinstance(b, Eenheid)):
        raise lezer.weiger(wetgeving, "geen-tekst/toestand-bevat-wettekst")
    _meld_dubbele_nummers(lezer, wortel_eenheid)
    return met_eids(Regeling(kop.gegevens(), wortel_eenheid, tuple(lezer.bevindingen)))


class _Kop:
    """Reads what stands above the text and puts the regulation together."""

    def __init__(self, lezer: Tekstlezer, wortel: Element, wetgeving: Element) -> None:
        self.lezer = lezer
        self.wortel = wortel
        self.wetgeving = wetgeving
        self.kenmerken: list[tuple[str, str]] = []
        self.citeertitel = ""
        self.citeertitel_officieel = True
        self.afkortingen: list[str] = []
        self.opschrift = ""
        self.taal = ""
        self.zicht = _zichtdatum(wetgeving)

    def lees(self) -> Eenheid:
        """The root unit with everything below it."""
        lezer = self.lezer
        for kind in self.wortel:
            if kind.tag in ("bwb-inputbestand", "bwb-wijzigingen", "redactionele-correcties"):
                self.kenmerken.extend(plat(kind))
            elif kind is not self.wetgeving:
                raise lezer.onbekend(kind)
        herkomst, over = lees_herkomst(lezer, self.wetgeving, self.wetgeving.find("meta-data"))
        uit: list[Blok] = []
        self._delen(self.wetgeving, uit)
        wid = lezer._wid(self.wetgeving, Soort.REGELING, herkomst)
        self.kenmerken[:0] = [(n, w) for n, w in over if n not in ("soort", "lang")]
        return Eenheid(Soort.REGELING, inhoud=tuple(uit), wId=wid, herkomst=herkomst)

    def _delen(self, element: Element, uit: list[Blok]) -> None:
        self.lezer.geen_losse_tekst(element)
        taal = self._taal(element)
        for kind in element:
            tag = str(kind.tag)
            if tag == "verdrag" and kind.get(_TAAL) != taal:
                continue
            if tag == "meta-data":
                if element is not self.wetgeving:
                    self.kenmerken.extend(plat(kind, f"{element.tag}."))
            elif tag == "citeertitel":
                self._citeertitel(kind)
            elif tag in _OMSLAG:
                self.kenmerken.extend((f"{tag}.{n}", w) for n, w in attributen(kind))
                self._delen(kind, uit)
            elif (deel := self._deel(kind, uit)) is not None:
                uit.append(deel)
            elif element is self.wetgeving:
                self._administratie(kind)
            else:
                raise self.lezer.onbekend(kind)

    def _deel(self, kind: Element, uit: list[Blok]) -> Eenheid | None:
        """The part of the regulation that an element is; None when it is no part. The title before a preamble goes into it."""
        lezer, tag = self.lezer, str(kind.tag)
        if tag == "intitule":
            eenheid = lees_opschrift(lezer, kind)
            self.opschrift = " ".join(inlinetekst(b.inhoud) for b in eenheid.inhoud if isinstance(b, Alinea))
            return eenheid
        if tag == "kop" and (ouder := kind.getparent()) is not None and ouder.tag == "verdragtekst":
            titel = (Alinea(lezer.kop_als_regel(kind), "opschrift"),)
            return Eenheid(Soort.AANHEF, inhoud=titel, kenmerken=(("element", "verdragtekst.kop"),))
        if tag in _AANHEF:
            aanhef = lees_aanhef(lezer, kind)
            if (
                uit and isinstance(kop := uit[-1], Eenheid) and kop.soort is Soort.AANHEF
            ):  # de titel van een verdragtekst
                uit.pop()
                return aanhef.met(inhoud=(*kop.inhoud, *aanhef.inhoud))
            return aanhef
        if tag in _LICHAAM:
            return lezer.eenheid(kind, Soort.LICHAAM)
        if tag in _SLUITING:
            return lees_sluiting(lezer, kind)
        return lezer.eenheid(kind) if tag in BWB else None

    def _taal(self, element: Element) -> str | None:
        """The language in which a treaty is read: Dutch when there is a Dutch text, else the first; said aloud."""
        talen = [kind.get(_TAAL) for kind in element.iterchildren("verdrag")]
        gekozen = next((t for t in talen if t in ("nl", "ne")), talen[0] if talen else None)
        self.taal = self.taal or gekozen or ""
        if ander := [t or "?" for t in talen if t != gekozen]:
            self.lezer.meld(element, "andere-taal", fragment=", ".join(ander), gekozen=gekozen)
        return gekozen

    def _citeertitel(self, element: Element) -> None:
        """The short title is data of the regulation; its own provenance stays as attributes."""
        self.citeertitel_officieel = element.get("status", "officieel") == "officieel"
        self.kenmerken.extend((n, w) for n, w in plat(element) if n != "citeertitel")
        self.citeertitel = inlinetekst(self.lezer.gemengd(element))

    def _administratie(self, element: Element) -> None:
        """Other data of the regulation: all kept, some also in its own field."""
        self.kenmerken.extend(plat(element))
        if element.tag == "alias-titels":
            self.afkortingen.extend(schoon(a.text) for a in element.iter("afkorting") if schoon(a.text))
        elif element.tag == "grondslagen":
            for ref in element.iter("extref"):
                self.lezer.grondslagen.append(
                    Grondslag(inlinetekst(self.lezer.gemengd(ref)), ref.get("doc") or "", "vermeld")
                )

    def gegevens(self) -> Gegevens:
        """Metadata of this version."""
        wortel, lezer = self.wortel, self.lezer
        geldig, rest = lezer.datum(wortel, "inwerkingtreding", wortel.get("inwerkingtreding"))
        vast = wortel.get("bwb-ng-vast-deel") or ""
        delen = vast.rsplit("/", 2)
        schema = str(wortel.get(_SCHEMA) or "")
        zicht = self.zicht or geldig
        if zicht and geldig and zicht > geldig:
            fragment = f"geldig vanaf {geldig}, zichtbaar vanaf {zicht}"
            lezer.meld(wortel, "terugwerkende-versie", fragment=fragment, adres=f"{lezer.werk} {geldig}")
        return Gegevens(
            werk=lezer.werk,
            soort=self.wetgeving.get("soort") or "",
            opschrift=self.opschrift,
            citeertitel=self.citeertitel,
            citeertitel_officieel=self.citeertitel_officieel,
            afkortingen=tuple(dict.fromkeys(self.afkortingen)),
            juridisch_werkend_vanaf=max((d for d in (geldig, zicht) if d is not None), default=None),
            geldig_vanaf=geldig,
            zicht_start=zicht,
            versienummer="_".join(delen[1:]) if len(delen) == 3 else "",
            taal=self.wetgeving.get(_TAAL) or self.taal or "nl",
            grondslagen=tuple(lezer.grondslagen),
            formaat="bwb-toestand",
            bron=vast,
            kenmerken=(("schema", schema.rsplit("/", 1)[-1]), *rest, *self.kenmerken),
        )


def _zichtdatum(wetgeving: Element) -> date | None:
    """From which day this version could be known: the ``z`` of the regulation's own JCI (A.1), else unknown."""
    for jci in wetgeving.iterfind("meta-data/jcis/jci[@versie='1.3']"):
        for deel in (jci.get("verwijzing") or "").split("&"):
            if deel.startswith("z="):
                return lees_iso(deel[2:])
    return None


def _meld_dubbele_nummers(lezer: Tekstlezer, eenheid: Eenheid) -> None:
    """Report leden that share a number in one article: variants beside each other, or quoted text (B.6-3)."""
    for kind in kinderen(eenheid):
        if kind.soort is not Soort.ARTIKEL:
            if kind.soort is not Soort.LID:
                _meld_dubbele_nummers(lezer, kind)
            continue
        tel = Counter(kaal(lid.nummer) for lid in kinderen(kind) if lid.soort is Soort.LID and lid.nummer)
        for nummer, keer in tel.items():
            if keer > 1:
                adres = f"{kind.label} {kind.nummer}"
                lezer.meld(None, "dubbel-nummer", fragment=nummer, adres=adres, nummer=nummer, keer=keer)
