"""The words of a paragraph as they stand on paper: runs, fields, notes, symbols, and what must be chosen or refused.

Every element is entered in the ledger by :mod:`~verordening.tekst.woordtabel`; there is no last ``else`` that passes over
something.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from lxml.etree import _Element

from verordening.boom import Afbeelding, Noot
from verordening.tekst.dekking import Dekking
from verordening.tekst.elementen import WORD
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.papierlezer import Eigenschappen, Loopvorm, Papierlezer, Stuk
from verordening.tekst.woordbeeld import ANDERS, anders, formule, ontleed_beeld, tak
from verordening.tekst.woordpakket import Woordpakket
from verordening.tekst.woordstijl import Stijlen, W, aan_attribuut, op_kleur, w_waarde
from verordening.tekst.woordteken import naar_unicode, symbool
from verordening.tekst.woordveld import Veld, Velden
from verordening.verantwoording import Klasse

kort = WORD.kort
_GEEN_WOORDEN = frozenset({"w:fldData", "w:binData"})
_ONZICHTBAAR = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]")
_INGEVOEGD = frozenset({"w:ins", "w:moveTo", "w:cellIns"})
_VERVALLEN = frozenset({"w:del", "w:moveFrom", "w:cellDel"})


class Loper(Papierlezer):
    """Reads what stands inside paragraphs; one per document, because fields and counts run on.

    Args:
        lees_noot: gives the note of a reference: (kind, id) → note, or None when the file does not have it.
    """

    def __init__(
        self, pakket: Woordpakket, stijlen: Stijlen, keuzes: Keuzes, lees_noot: Callable[[str, str], Noot | None]
    ) -> None:
        super().__init__(pakket.naam, keuzes, WORD, Dekking(kort, geen_woorden=_GEEN_WOORDEN))
        self.pakket = pakket
        self.stijlen = stijlen
        self.lees_noot = lees_noot
        self.velden = Velden()
        self.stijl = ""
        """id of the style of the paragraph that is being read"""
        self.toc = 0
        """how many content controls with a table of contents are open"""

    def weg(self, spoor: _Element) -> bool:
        """Whether this mark of a tracked change takes the words away to which it belongs."""
        return kort(spoor.tag) in (_VERVALLEN if self.neemt_over(spoor) else _INGEVOEGD)

    def neemt_over(self, spoor: _Element) -> bool:
        """Whether this tracked change is read as accepted."""
        return self.keuzes.neemt_over(str(spoor.get(f"{W}author") or ""))

    @property
    def in_inhoudsopgave(self) -> bool:
        """Whether this place is inside a table of contents."""
        return self.toc > 0 or self.velden.inhoudsopgave

    # --- the ledger ---

    def is_uitbreiding(self, element: _Element) -> bool:
        """Whether this is an extension that the file itself says may be passed over (mc:Ignorable), without any words."""
        voor = next((p for p, ruimte in element.nsmap.items() if str(element.tag).startswith(f"{{{ruimte}}}")), None)
        mag = str(element.getroottree().getroot().get(WORD.lang("mc:Ignorable")) or "").split()
        return voor in mag and not "".join(map(str, element.itertext())).strip()

    def eigenschappen(self, houder: Eigenschappen) -> None:
        """Enter the properties of a paragraph, run, table, row or cell."""
        for kind in houder if houder is not None else ():
            naam = kort(kind.tag)
            gevonden = WORD.oordeel(naam)
            if gevonden is None and self.is_uitbreiding(kind):
                self.boek.tel(Klasse.ONSCHADELIJK, "uitbreiding zonder woorden")
            elif gevonden is None and naam:
                self.boek.meld(Klasse.ONVERKLAARD, naam, self.plaats, "", "Deze eigenschap kent de lezer niet.")
            elif gevonden is not None:
                harmless = gevonden.klasse is Klasse.ONSCHADELIJK
                self.boek.tel(Klasse.ONSCHADELIJK if harmless else Klasse.STRUCTUUR, naam)
                self.sporen += naam.endswith("Change")
                if naam in _SAMENGESTELD:
                    self.eigenschappen(kind)

    def telt(self, spoor: _Element) -> bool:
        """Whether what stands inside a mark of a tracked change counts; enters the change."""
        naam, weg = kort(spoor.tag), self.weg(spoor)
        self.sporen += 1
        if weg:
            self.neem_weg(naam, spoor)
        else:
            self.boek.tel(Klasse.STRUCTUUR, naam)
        return not weg

    def neem_weg(self, wat: str, element: _Element) -> None:
        """Enter an element of which a tracked change takes the words away."""
        self.dekking.heel(element)
        self.vervallen(wat, " ".join("".join(map(str, e.itertext())) for e in element.iter(f"{W}t", f"{W}delText")))

    # --- paragraphs ---

    def inhoud(self, houder: _Element) -> None:
        """Children of a paragraph, a hyperlink, a tracked change, a content control."""
        for kind in houder:
            naam = kort(kind.tag)
            if naam == "w:r":
                self.boek.tel(Klasse.STRUCTUUR, naam)
                self._loop(kind)
            elif naam in ("w:ins", "w:del", "w:moveFrom", "w:moveTo"):
                if self.telt(kind):
                    self.inhoud(kind)
            elif naam in ("w:hyperlink", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent"):
                if naam in ("w:dir", "w:bdo") and w_waarde(kind) == "rtl":
                    self.weiger(naam, "Deze woorden staan op papier van rechts naar links.")
                self.boek.tel(Klasse.STRUCTUUR, naam)
                self.inhoud(kind)
            elif naam == "w:sdt":
                self.besturing(kind, self.inhoud)
            elif naam == "w:fldSimple":
                self._enkel_veld(kind)
            elif naam == "mc:AlternateContent":
                self.tak(kind, self.inhoud)
            elif naam in ("m:oMath", "m:oMathPara"):
                self._formule(kind)
            elif naam not in ("w:pPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr"):
                self.volgens_tabel(kind)

    def besturing(self, sdt: _Element, lees: Callable[[_Element], None]) -> None:
        """A content control: what it shows is text, whatever it is bound to (17.5.2)."""
        self.boek.tel(Klasse.STRUCTUUR, "w:sdt")
        eigen, inhoud = sdt.find(f"{W}sdtPr"), sdt.find(f"{W}sdtContent")
        for kind in sdt:
            if kort(kind.tag) not in ("w:sdtPr", "w:sdtEndPr", "w:sdtContent"):
                self.volgens_tabel(kind)
        soort = w_waarde(eigen.find(f"{W}docPartObj") if eigen is not None else None, "docPartGallery")
        if inhoud is None:
            return
        toc = soort == "Table of Contents"
        self.toc += toc
        staat = "".join(t.text or "" for t in inhoud.iter(f"{W}t"))
        open_ = eigen is not None and eigen.find(f"{W}showingPlcHdr") is not None
        if open_:
            self.meld("docx-invulplaats", staat)
        gebonden = self._gebonden(eigen) if eigen is not None else None
        toont = _toont(eigen, gebonden, staat) if eigen is not None and gebonden is not None else staat
        if "".join(toont.split()) != "".join(staat.split()) and (toont.strip() or not open_):
            uitleg = f"Word vult deze plaats bij het openen met «{gebonden}»; in het bestand staat iets anders."
            self.boek.meld(Klasse.GEWEIGERD, "w:dataBinding", self.plaats, staat, uitleg)
        lees(inhoud)
        self.toc -= toc

    def _gebonden(self, eigen: _Element) -> str | None:
        """The value in the package to which a control is bound; None when it is bound to nothing that is here."""
        binding = next((k for k in eigen if str(k.tag).endswith("}dataBinding")), None)  # van Word 2006 of van 2012
        if binding is None:
            return None
        winkel, pad = str(binding.get(f"{W}storeItemID") or ""), str(binding.get(f"{W}xpath") or "")
        ruimten = dict(re.findall(r"xmlns:(\w+)=['\"]([^'\"]+)['\"]", str(binding.get(f"{W}prefixMappings") or "")))
        for naam in self.pakket.delen:
            hoort = any(
                winkel.encode() in self.pakket.delen.get(d, b"") for _, d in self.pakket.relaties(naam).values()
            )
            kern = winkel.upper().startswith("{6C3C8BC8") and naam == "docProps/core.xml"
            if not (kern or (hoort and naam.startswith("customXml/") and winkel)):
                continue
            wortel = self.pakket.xml(naam)
            gevonden = wortel.xpath(pad, namespaces=ruimten) if wortel is not None and _VEILIG.fullmatch(pad) else []
            if isinstance(gevonden, list) and gevonden:
                eerste = gevonden[0]
                return eerste if isinstance(eerste, str) else "".join(map(str, eerste.itertext()))  # type: ignore[union-attr]
        return None

    def tak(self, keuze: _Element, lees: Callable[[_Element], None]) -> None:
        """Read the branch of ``mc:AlternateContent`` that counts; the others say the same in another way."""
        gekozen = tak(keuze)
        for ander in keuze:
            if ander is not gekozen:
                self.dekking.heel(ander)
        if gekozen is None:
            waarom = "Van deze inhoud is geen vorm bekend die te lezen is."
            self.boek.meld(Klasse.ONVERKLAARD, "mc:AlternateContent", self.plaats, "", waarom)
            return
        self.boek.tel(Klasse.STRUCTUUR, "mc:AlternateContent")
        if woorden := anders(keuze, gekozen):
            self.boek.meld(Klasse.ONVERKLAARD, "mc:AlternateContent", self.plaats, woorden, ANDERS)
        lees(gekozen)

    def meld_buiten_de_tekst(self) -> None:
        """Headers, footers and comments are no text of the regulation; they are named in the ledger."""
        for soort, doel in self.pakket.relaties(self.pakket.hoofd).values():
            waarom = {
                "header": "Koptekst: staat op elke bladzijde, hoort niet tot de tekst.",
                "footer": "Voettekst: staat op elke bladzijde, hoort niet tot de tekst.",
                "comments": "Opmerkingen in de kantlijn horen niet tot de tekst.",
            }.get(soort)
            wortel = self.pakket.xml(doel) if waarom else None
            woorden = " ".join("".join(map(str, wortel.itertext())).split()) if wortel is not None else ""
            if waarom and woorden:
                self.boek.meld(Klasse.ONSCHADELIJK, soort, doel, woorden[:200], waarom)
            if soort == "comments" and wortel is not None and self.opmerkingen:
                self._meld_opmerkingen(wortel)

    def _meld_opmerkingen(self, wortel: _Element) -> None:
        self.plaats = "kantlijn"
        wie = list(dict.fromkeys(filter(None, (str(c.get(f"{W}author") or "") for c in wortel))))
        van = f" van {', '.join(wie[:3])}{' en anderen' if len(wie) > 3 else ''}" if wie else ""
        eerste = " ".join("".join(map(str, wortel[0].itertext())).split()) if len(wortel) else ""
        self.meld("opmerking", eerste[:120], opmerkingen=self.opmerkingen, van=van)

    # --- runs ---

    def _loop(self, r: _Element) -> None:
        rpr = r.find(f"{W}rPr")
        if rpr is not None:
            self.eigenschappen(rpr)
            oud = rpr.find(f"{W}rPrChange/{W}rPr")
            rpr = oud if oud is not None and self.keuzes.verworpen else rpr
        vorm = self.stijlen.loopvorm(rpr, self.stijl)
        if vorm.onleesbaar == "wit" and op_kleur(r):
            vorm = replace(vorm, onleesbaar="")
        self._loopinhoud(r, vorm)

    def _loopinhoud(self, r: _Element, vorm: Loopvorm) -> None:
        for kind in r:
            naam = kort(kind.tag)
            vast = _VAST.get(naam)
            if vast is not None:
                self.boek.tel(Klasse.GEPLAATST, naam)
                self._zet(vast, vorm)
            elif naam in ("w:t", "w:delText"):
                self.dekking.tekst(kind)
                if len(kind):
                    self.weiger(naam, "Binnen deze woorden staan onderdelen die daar niet horen.", kind.text or "")
                self._tekst(kind.text or "", vorm)
            elif naam == "w:sym":
                self._sym(kind, vorm)
            elif naam == "w:fldChar":
                self._veldteken(kind, vorm)
            elif naam in ("w:instrText", "w:delInstrText"):
                self.boek.tel(Klasse.STRUCTUUR, naam)
                self.dekking.tekst(kind)
                self.velden.opdracht(kind.text or "")
            elif naam in ("w:footnoteReference", "w:endnoteReference"):
                self._noot(kind, naam)
            elif naam in ("w:drawing", "w:pict", "w:object"):
                self._beeld(kind, naam)
            elif naam == "mc:AlternateContent":
                self.tak(kind, lambda gekozen: self._loopinhoud(gekozen, vorm))
            elif naam != "w:rPr":
                self._anders(kind, naam)

    def _anders(self, kind: _Element, naam: str) -> None:
        if naam == "w:ruby":
            self._ruby(kind)
        elif naam == "w:commentReference":
            self.opmerkingen += 1
            self.boek.tel(Klasse.ONSCHADELIJK, naam)
        else:
            self.volgens_tabel(kind)

    def _tekst(self, tekst: str, vorm: Loopvorm) -> None:
        tekst, onbekend = naar_unicode(re.sub(r"[\t\r\n]", " ", tekst), vorm.letter)
        if onbekend:
            self.weiger("w:t", f"Het teken van de letter {vorm.letter or 'van het bestand'} is niet bekend.", tekst)
        if _ONZICHTBAAR.search(tekst):
            tekst, aantal = _ONZICHTBAAR.subn("", tekst)
            self.boek.tel(Klasse.ONSCHADELIJK, "onzichtbaar teken", aantal)
        if "\u2011" in tekst:  # op papier is het vaste koppelteken een koppelteken, getypt of als w:noBreakHyphen
            self.boek.tel(Klasse.ONSCHADELIJK, "vast koppelteken, gelezen als koppelteken", tekst.count("\u2011"))
        self._zet(tekst.replace("\u2011", "-"), vorm)

    def _zet(self, tekst: str, vorm: Loopvorm) -> None:
        if not tekst:
            return
        if not self.velden.zichtbaar:
            if self.velden.open and not self.velden.open[-1].uitkomst and tekst.strip():
                self.weiger("w:t", "Deze woorden staan in de opdracht van een veld en niet op papier.", tekst)
            self.boek.tel(Klasse.STRUCTUUR, "woorden van een veldopdracht", len(tekst))
            return
        self.velden.gevuld()
        self.zet(tekst, vorm)

    def _sym(self, kind: _Element, vorm: Loopvorm) -> None:
        letter, code = str(kind.get(f"{W}font") or vorm.letter), str(kind.get(f"{W}char") or "")
        teken = symbool(letter, int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else None
        if teken is None:
            self.weiger("w:sym", f"Het symbool {code} uit de letter {letter} is niet bekend.")
        self._zet(teken or "\ufffd", vorm)

    def _veldteken(self, kind: _Element, vorm: Loopvorm) -> None:
        self.boek.tel(Klasse.STRUCTUUR, "w:fldChar")
        self.eigenschappen(kind)
        if (soort := str(kind.get(f"{W}fldCharType") or "")) not in ("begin", "separate", "end"):
            self.weiger("w:fldChar", f"Een grens van een veld is van een onbekende soort «{soort}».")
        veld = self.velden.teken(kind)
        if veld is None:
            return
        if veld.soort == "MERGEFIELD" and self.velden.zichtbaar:
            self.meld("docx-invulplaats/samenvoegveld-ingevuld", veld.opdracht)
        tekst, fout = veld.druk()
        if fout and self.velden.zichtbaar:
            self.weiger(f"veld {veld.soort}", fout, veld.opdracht.strip())
        if tekst and self.velden.zichtbaar:
            self.apart(f"veld {veld.soort}", tekst, "Wat dit veld op papier zet, is berekend.")
        self._zet(tekst, vorm)

    def _enkel_veld(self, kind: _Element) -> None:
        self.boek.tel(Klasse.STRUCTUUR, "w:fldSimple")
        veld = Veld(str(kind.get(f"{W}instr") or ""), uitkomst=True)
        self.velden.open.append(veld)
        self.inhoud(kind)
        del self.velden.open[-1]
        _, fout = veld.druk()
        if fout:
            self.weiger(f"veld {veld.soort}", fout, veld.opdracht.strip())

    def _noot(self, kind: _Element, naam: str) -> None:
        soort = "eind" if naam == "w:endnoteReference" else "voet"
        noot = self.lees_noot(soort, str(kind.get(f"{W}id") or "")) if self.velden.zichtbaar else None
        if noot is None:
            self.weiger(naam, "De tekst van deze noot ontbreekt in het bestand.")
        else:
            if aan_attribuut(kind, "customMarkFollows"):
                self.weiger(naam, "Het teken van deze noot is met de hand gekozen.", noot.nummer)
            self.boek.tel(Klasse.GEPLAATST, naam)
            self.zet_knoop(noot)

    def _beeld(self, kind: _Element, naam: str) -> None:
        beeld = ontleed_beeld(kind)
        self.dekking.heel(kind)
        self.boek.tel(Klasse.GEPLAATST if beeld.plaatjes or beeld.tekstvakken else Klasse.ONSCHADELIJK, naam)
        for wat, waarom in beeld.onleesbaar:
            self.weiger(wat, waarom)
        self.vakken += beeld.tekstvakken
        for verwijzing, alt in () if beeld.onleesbaar else beeld.plaatjes:
            bron = self.pakket.relaties(self.pakket.hoofd).get(verwijzing, ("", "afbeelding"))[1].rpartition("/")[2]
            self.meld("afbeelding/tekst-bevat-afbeelding", alt or bron)
            self.zet_knoop(Afbeelding(bron, alt))

    def _ruby(self, kind: _Element) -> None:
        basis, boven = kind.find(f"{W}rubyBase"), kind.find(f"{W}rt")
        boven_tekst = "".join(map(str, boven.itertext())) if boven is not None else ""
        self.weiger("w:ruby", "Woorden boven de regel worden niet gelezen.", boven_tekst)
        if boven is not None:
            self.dekking.heel(boven)
        if basis is not None:
            self.inhoud(basis)

    def _formule(self, kind: _Element) -> None:
        delen = list(formule(kind))
        for element in kind.iter():
            if kort(element.tag) == "m:t":
                self.dekking.tekst(element)
        self.boek.tel(Klasse.GEPLAATST, kort(kind.tag))
        if any(merk == "?" for _, merk in delen):
            self.weiger("m:oMath", "Een formule met deze vorm is geen tekst.", "".join(t for t, _ in delen))
        self.apart("m:oMath", "".join(t for t, _ in delen), "Een formule, gelezen als tekst.")
        for tekst, merk in delen:
            if tekst:
                self._stukken.append(Stuk(tekst, merk if merk != "?" else ""))

    def tekstvakken(self) -> list[_Element]:
        """The text boxes that hang on the paragraph that was read last; the next call gives none."""
        uit, self.vakken = self.vakken, []
        return uit


def _toont(eigen: _Element, gebonden: str, staat: str) -> str:
    """The words that a control shows for the value to which it is bound (17.5.2).

    Args:
        staat: the words that it shows in the file; a date that is the same day, a tick that is the same, and a picture
            show these.
    """
    dag, vinkje = eigen.find(f"{W}date"), eigen.find(WORD.lang("w14:checkbox"))
    zelfde_dag = dag is not None and str(dag.get(f"{W}fullDate") or "")[:10] == gebonden[:10]
    aangevinkt = vinkje is not None and [k.get(WORD.lang("w14:val")) in _WAAR for k in vinkje][:1] == [
        gebonden in _WAAR
    ]
    if zelfde_dag or aangevinkt or eigen.find(f"{W}picture") is not None:
        return staat
    keuzen = (str(k.get(f"{W}displayText") or "") for k in eigen.iter(f"{W}listItem") if k.get(f"{W}value") == gebonden)
    return next(keuzen, "") or gebonden


_WAAR = frozenset({"1", "true"})
_SAMENGESTELD = frozenset({"w:numPr", "w:ffData", "w:checkBox", "w:ddList", "w:textInput"})
"""Properties that have properties of their own which say what stands on paper."""
_VAST = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_VEILIG = re.compile(r"[\w:/\[\]@.\-'()= \"]{1,400}")
