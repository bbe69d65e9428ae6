"""The parts of an instruction around its verb: places by preposition, side conditions, counts, and the new text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import Blok
from verordening.nummers import uit_romeins
from versies.opdracht.adressen import Plaats, Reeks, erft, tussen
from versies.opdracht.lading import kies_lading, lees_lading, platte_blokken, platte_tekst, zonder_buitencitaat
from versies.opdracht.lexer import Symbool
from versies.wijziging import EENMAAL, TELKENS, Plek, Vernummer, Vervalt, VervangTekst, VoegIn, Wijziging

_ABSOLUUT = frozenset(
    {"boek", "deel", "hoofdstuk", "titel", "afdeling", "paragraaf", "subparagraaf", "artikel", "bijlage"}
)
KOP = _ABSOLUUT | {"tabel"}
"""Units that can have a heading."""


@dataclass(slots=True)
class Vertaling:
    """What one sentence does."""

    wijzigingen: list[Wijziging] = field(default_factory=list)
    vormen: list[int] = field(default_factory=list)
    nieuw: bool = False
    regeling: str = ""
    opmerkingen: list[tuple[str, str, str]] = field(default_factory=list)
    """(code, what was read how, what to check)"""


@dataclass(slots=True)
class Omgeving:
    """The parts of a sentence around its verb: places by preposition, side conditions, counts."""

    plekken: dict[str, list[Plaats]] = field(default_factory=dict)
    voor: list[Wijziging] = field(default_factory=list)
    na: list[Wijziging] = field(default_factory=list)
    keer: int = EENMAAL
    maal: int = 1
    """How many times the words must stand there, each of which changes."""
    na_tekst: str = ""
    voor_tekst: str = ""
    alfabet: bool = False
    slot: bool = False
    voor_de_tekst: bool = False
    in_plaats_van: Plaats | None = None
    aanduiding: str = ""
    woorden: str = ""
    tussen: tuple[str, str] | None = None
    slotplek: tuple[str, Plaats] | None = None
    uitgesteld: list[Any] = field(default_factory=list)
    kop_letterlijk: tuple[Plaats, str] | None = None
    vormen: list[int] = field(default_factory=list)
    regeling: str = ""
    elders: list[Adres] | None = None
    bedrag: int | None = None
    """Which amount is meant, when the sentence names one without its figure."""

    def kopie(self) -> Omgeving:
        """The same surroundings for the next verb of the sentence, with lists of its own."""
        plekken = {k: list(v) for k, v in self.plekken.items()}
        eigen = {"voor": list(self.voor), "na": list(self.na), "vormen": list(self.vormen)}
        return replace(self, plekken=plekken, **eigen, tussen=None, uitgesteld=[], elders=None)  # type: ignore[arg-type]


def wacht_op_lading(boom: Any) -> bool:
    """True when the sentence ends in a colon after which new text must follow (not a block heading)."""
    return any(
        isinstance(t, Symbool) and t.soort == "LADING" and not t.waarde for t in bladeren(boom)
    ) and not blok_van(boom)


def inline_lading(boom: Any) -> str:
    """New text behind the colon in the same paragraph; empty when it follows below."""
    return next((t.waarde or "" for t in bladeren(boom) if t.soort == "LADING"), "")


def bladeren(boom: Any) -> list[Symbool]:
    """The symbols of a tree, in the order of the sentence; kept with the tree, which never changes."""
    gehad: list[Symbool] | None = getattr(boom, "bladeren", None)
    if gehad is None:
        gehad = [t.value for t in boom.scan_values(lambda t: isinstance(getattr(t, "value", None), Symbool))]
        boom.bladeren = gehad
    return gehad


def blok_van(boom: Any) -> bool:
    """True for "… wordt als volgt gewijzigd:"."""
    return any(s.soort in ("ALS_VOLGT_GEWIJZIGD", "WIJZIGT") for s in bladeren(boom)) and any(
        d.data == "blok" for d in boom.iter_subtrees()
    )


class Omgevingslezer:
    """Reads what stands around the verb; the verbs themselves are in :mod:`versies.opdracht.vertaler`."""

    def __init__(self, bereik: Adres, lading: Sequence[str], gereed: tuple[Blok, ...]) -> None:
        self.bereik = bereik
        self.lading = list(lading)
        self.gereed = gereed
        self.uit = Vertaling()

    # --- places

    def plek(self, adres: Adres) -> Plek:
        """The place of an address, inside the scope of the block around the sentence."""
        return Plek(binnen(self.bereik, adres))

    def onderwerp(self, om: Omgeving, *soorten: str) -> list[Reeks]:
        """The places that the sentence speaks of: nested prepositions joined, the scope when nothing is named."""
        lagen = [om.plekken[s] for s in (soorten or ("in", "aan", "plaats")) if s in om.plekken]
        reeksen: list[Reeks] = [(Adres(), Adres())]
        for laag in lagen:
            for plaats in laag:
                if (plaats.zelf and self.bereik.stappen[-1:] and self.bereik.stappen[-1].soort != plaats.zelf) or (
                    plaats.zelf and not self.bereik.stappen
                ):
                    raise Geweigerd(
                        f"«het {plaats.zelf}»: het blok eromheen gaat niet over één {plaats.zelf}",
                        code="plek-ontbreekt",
                        advies=f"Noem het nummer van het {plaats.zelf}.",
                    )
                reeksen = [(samen(a, x), samen(b, y)) for a, b in reeksen for x, y in plaats.reeksen]
        return [(binnen(self.bereik, a), binnen(self.bereik, b)) for a, b in reeksen]

    # --- sentence

    def zin(self, boom: Any) -> Vertaling:
        """One sentence, translated into changes."""
        delen, *handelingen = [k for k in boom.children if hasattr(k, "data")]
        basis = Omgeving()
        self.lees_omgeving(delen, basis)
        voor, blokbereik = delen, self.bereik
        for handeling in handelingen:
            if handeling.data == "delen":
                voor, basis = handeling, Omgeving()
                # «…, en in het tweede lid wordt …»: zonder eigen artikel geldt het artikel ervoor.
                plaatsen = [b.waarde for b in bladeren(handeling) if b.soort == "ADRES"]
                eigen = any(a.stappen and a.stappen[0].soort in _ABSOLUUT for p in plaatsen for a in p.adressen)
                self.bereik = blokbereik if eigen else self._artikel_ervoor()
                self.lees_omgeving(handeling, basis)
                continue
            # Elke handeling heeft haar eigen «telkens», «na …» en bijzaken; alleen de plaats ervoor geldt voor alle.
            om = basis.kopie()
            if voor is not None:
                voor = None
                om.uitgesteld = list(basis.uitgesteld)
            self.handeling(handeling, om)
        if len(handelingen) > 1:
            self.uit.vormen.append(5)
        return self.uit

    def _artikel_ervoor(self) -> Adres:
        if not self.uit.wijzigingen:
            return self.bereik
        w = self.uit.wijzigingen[-1]
        stappen = (w.anker.plek if isinstance(w, VoegIn) else w.plek).adres.stappen
        plek = next((i for i, s in enumerate(stappen) if s.soort == "artikel"), None)
        return Adres(stappen[: plek + 1]) if plek is not None else self.bereik

    def handeling(self, boom: Any, om: Omgeving) -> None:
        """What one verb asks for."""
        kinderen = [k for k in boom.children if hasattr(k, "data")]
        *middens, wat = kinderen
        for m in middens:
            self.lees_omgeving(m, om)
        self.los_op(om)
        self.uit.nieuw |= any(p.nieuw for lijst in om.plekken.values() for p in lijst)
        self.uit.regeling = self.uit.regeling or om.regeling
        voor = len(self.uit.wijzigingen)
        getattr(self, f"doe_{wat.data}")(wat, om)
        if om.regeling and any(
            uit_romeins(a.artikel) for lijst in om.plekken.values() for p in lijst for a in p.adressen
        ):
            self.vorm(om, 67)
        hoofd = self.uit.wijzigingen[voor:]
        # Eerst de leestekens, dan een vervallen eenheid, dan de nummers, dan wat erbij komt: zo klopt elk adres.
        tekens = [w for w in om.voor if isinstance(w, VervangTekst)]
        nummers = [w for w in om.voor if not isinstance(w, VervangTekst)]
        weg = [w for w in hoofd if isinstance(w, Vervalt)]
        erbij = [w for w in hoofd if not isinstance(w, Vervalt)]
        self.uit.wijzigingen[voor:] = [*tekens, *weg, *nummers, *erbij, *om.na]
        self.uit.vormen.extend(v for v in om.vormen if v not in self.uit.vormen)

    def vorm(self, om: Omgeving, *nummers: int) -> None:
        """Remember which shapes of the catalogue were used."""
        om.vormen.extend(n for n in nummers if n not in om.vormen)

    def lees_omgeving(self, boom: Any, om: Omgeving) -> None:
        """Everything around the verb, each part by the name of its rule."""
        for deel in boom.children:
            if hasattr(deel, "data"):
                getattr(self, f"_om_{deel.data}", self.lees_omgeving)(deel, om)

    def _zet(self, soort: str, boom: Any, om: Omgeving) -> None:
        blad = bladeren(boom)[-1]
        if blad.soort == "REGELING":
            om.regeling = self._regeling(blad)
            return
        plaats: Plaats = blad.waarde
        om.regeling = om.regeling or plaats.regeling
        om.plekken.setdefault(soort, []).append(plaats)

    def _om_plaats(self, boom: Any, om: Omgeving) -> None:
        self._zet("plaats", boom, om)

    def _om_in(self, boom: Any, om: Omgeving) -> None:
        self._zet("in", boom, om)

    def _om_aan(self, boom: Any, om: Omgeving) -> None:
        self._zet("aan", boom, om)

    def _om_na(self, boom: Any, om: Omgeving) -> None:
        self._zet("na", boom, om)

    def _om_voor(self, boom: Any, om: Omgeving) -> None:
        self._zet("voor", boom, om)

    def _om_regeling(self, boom: Any, om: Omgeving) -> None:
        om.regeling = self._regeling(bladeren(boom)[0])

    def _regeling(self, symbool: Symbool) -> str:
        if not symbool.waarde and self.bereik.stappen:
            raise Geweigerd(
                f"«{symbool.tekst}» staat in een blok dat over {self.bereik.tekst()} gaat",
                code="buiten-blok",
                advies="Zet deze wijziging onder een eigen letter.",
            )
        return str(symbool.waarde)

    def _om_voorwaarde(self, boom: Any, om: Omgeving) -> None:
        self.vorm(om, 66)

    def _om_er(self, boom: Any, om: Omgeving) -> None: ...

    def _om_tijdstip(self, boom: Any, om: Omgeving) -> None: ...

    def _om_na_tekst(self, boom: Any, om: Omgeving) -> None:
        om.na_tekst = bladeren(boom)[-1].waarde

    def _om_voor_tekst(self, boom: Any, om: Omgeving) -> None:
        om.voor_tekst = bladeren(boom)[-1].waarde

    def _om_woorden(self, boom: Any, om: Omgeving) -> None:
        om.woorden = bladeren(boom)[0].waarde
        plaatsen = om.plekken.get("plaats", [])
        if plaatsen and plaatsen[-1].adressen[0].stappen[-1:] == (Stap("opschrift"),):
            om.kop_letterlijk = (plaatsen[-1], om.woorden)

    def _om_tussen_tekst(self, boom: Any, om: Omgeving) -> None:
        links, rechts = (b.waarde for b in bladeren(boom) if b.soort == "CITAAT")
        om.tussen = (links, rechts)

    def _om_slot_van(self, boom: Any, om: Omgeving) -> None:
        om.slot = True
        self._zet("aan", boom, om)

    def _om_slotplek(self, boom: Any, om: Omgeving) -> None:
        teken, _, plaats = bladeren(boom)
        om.slotplek = (teken.waarde, plaats.waarde)

    def _om_bedrag(self, boom: Any, om: Omgeving) -> None:
        om.bedrag = bladeren(boom)[0].waarde

    def _om_telkens(self, boom: Any, om: Omgeving) -> None:
        om.keer = TELKENS

    def _om_keer(self, boom: Any, om: Omgeving) -> None:
        om.keer = bladeren(boom)[0].waarde
        self.vorm(om, 6)

    def _om_maal(self, boom: Any, om: Omgeving) -> None:
        om.maal = bladeren(boom)[0].waarde
        self.vorm(om, 6)

    def _om_in_alfabet(self, boom: Any, om: Omgeving) -> None:
        om.alfabet = True

    def _om_aan_het_slot(self, boom: Any, om: Omgeving) -> None:
        om.slot = True

    def _om_voor_de_tekst(self, boom: Any, om: Omgeving) -> None:
        om.voor_de_tekst = True

    def _om_aanduiding(self, boom: Any, om: Omgeving) -> None:
        om.aanduiding = bladeren(boom)[-1].waarde

    def _om_in_plaats_van(self, boom: Any, om: Omgeving) -> None:
        om.in_plaats_van = bladeren(boom)[1].waarde
        self.vorm(om, 14)

    def _om_onder_vernummering(self, boom: Any, om: Omgeving) -> None:
        om.uitgesteld.append(boom)

    def _om_onder_vervanging(self, boom: Any, om: Omgeving) -> None:
        om.uitgesteld.append(boom)

    def _om_onder_toevoeging(self, boom: Any, om: Omgeving) -> None:
        om.uitgesteld.append(boom)

    def los_op(self, om: Omgeving) -> None:
        """Side conditions: their places are known only when the whole sentence is ("… wordt in artikel 6 …")."""
        bomen, om.uitgesteld = om.uitgesteld, []
        for boom in bomen:
            self._bijzaak(boom, om)

    def _bijzaak(self, boom: Any, om: Omgeving) -> None:
        for deel in boom.find_data("omnummering"):
            genoemd, _tot, nummers = bladeren(deel)
            om.voor.extend(self.vernummeringen(genoemd.waarde, nummers.waarde, self._buiten(om)))
        if boom.data == "onder_toevoeging":
            # «onder toevoeging van “of” aan het slot van onderdeel a»: achter de puntkomma die er staat; staat die er niet, dan weigert de uitvoering.
            woord, plaats = (b.waarde for b in bladeren(boom) if b.soort in ("CITAAT", "ADRES"))
            for adres in plaats.adressen:
                om.voor.append(VervangTekst(self.plek(binnen(self._buiten(om), adres)), ";", f"; {woord}", veld="slot"))
        for slot in boom.find_data("slot"):
            oud, plaats, nieuw = self._slot(slot)
            for adres in plaats.adressen if plaats is not None else (Adres(),):
                om.voor.append(VervangTekst(self.plek(binnen(self._buiten(om), adres)), oud, nieuw, veld="slot"))

    def _slot(self, boom: Any) -> tuple[str, Plaats | None, str]:
        tekens = [b for b in bladeren(boom) if b.soort in ("TEKEN", "CITAAT")]
        plaats = next((b.waarde for b in bladeren(boom) if b.soort == "ADRES"), None)
        return tekens[0].waarde, plaats, tekens[1].waarde

    def _buiten(self, om: Omgeving) -> Adres:
        """The unit named before a side condition: "In artikel 3 wordt onder verlettering van onderdeel f …"."""
        for soort in ("in", "aan"):
            if om.plekken.get(soort):
                return self.onderwerp(om, soort)[0][0]
        if om.plekken.get("plaats"):
            # «Artikel 9, eerste lid, vervalt, onder vernummering van het tweede lid»: naast de genoemde eenheid.
            van = self.onderwerp(om, "plaats")[0][0]
            return Adres(van.stappen[:-1])
        return self.bereik

    def vernummeringen(self, plaats: Plaats, nummers: tuple[tuple[str, str], ...], buiten: Adres) -> list[Wijziging]:
        """One change per unit; old and new must be equally many."""
        oud = [a for van, tot in plaats.reeksen for a in reeks(van, tot)]
        nieuw = [n for van, tot in nummers for n in (tussen(van, tot) if van != tot else [van])]
        if len(oud) != len(nieuw):
            raise Geweigerd(
                f"{len(oud)} {'eenheid wordt' if len(oud) == 1 else 'eenheden worden'} vernummerd tot {len(nieuw)} {'nummer' if len(nieuw) == 1 else 'nummers'}",
                code="nummers-ongelijk",
                advies="Noem evenveel nieuwe nummers als oude.",
            )
        return [Vernummer(Plek(binnen(self.bereik, binnen(buiten, a))), n) for a, n in zip(oud, nieuw, strict=True)]

    # --- payload

    def blokken(self, soort: str) -> tuple[Blok, ...]:
        """The new text as blocks of one kind."""
        nieuw = (
            kies_lading(self.gereed, soort) if self.gereed else lees_lading(self.lading, soort, self.uit.opmerkingen)
        )
        if not nieuw:
            raise Geweigerd(
                "de nieuwe tekst ontbreekt", code="lading-leeg", advies="Zet de nieuwe tekst onder de opdracht."
            )
        return nieuw

    def tekst(self) -> str:
        """The new text as words."""
        if self.gereed:
            return platte_blokken(self.gereed)
        if not any(r.strip() for r in self.lading):
            raise Geweigerd(
                "de nieuwe tekst ontbreekt", code="lading-leeg", advies="Zet de nieuwe tekst onder de opdracht."
            )
        return platte_tekst(zonder_buitencitaat(self.lading))


def binnen(buiten: Adres, adres: Adres) -> Adres:
    """An address seen from a scope: absolute addresses keep standing on their own, others go below the scope.

    >>> from verordening.taal import uit_tekst as a
    >>> binnen(a("artikel 7, tweede lid"), a("onderdeel b")).tekst()
    'artikel 7, tweede lid, onderdeel b'
    >>> binnen(a("artikel 7"), a("artikel 7, derde lid")).tekst()
    'artikel 7, derde lid'
    """
    if not adres.stappen or not buiten.stappen:
        return adres if adres.stappen else buiten
    eerste = adres.stappen[0]
    if eerste.soort not in _ABSOLUUT:
        # «de aanhef van artikel 10» als blok, dan «onderdeel a»: naast de aanhef, niet erin.
        stappen = buiten.stappen[:-1] if buiten.stappen[-1].soort in ("aanhef", "opschrift") else buiten.stappen
        return Adres((*stappen, *adres.stappen))
    gelijk = [i for i, s in enumerate(buiten.stappen) if s.soort == eerste.soort]
    if not gelijk:
        structuur = tuple(s for s in buiten.stappen if s.soort in _ABSOLUUT)
        return Adres((*structuur, *adres.stappen)) if structuur and structuur[-1].soort != "artikel" else adres
    plaats = gelijk[0]
    if buiten.stappen[plaats] != eerste and eerste.soort == "artikel":
        raise Geweigerd(
            f"{adres.tekst()} ligt buiten het blok dat over {buiten.tekst()} gaat",
            code="buiten-blok",
            advies="Zet deze wijziging onder een eigen letter.",
        )
    return Adres((*buiten.stappen[:plaats], *adres.stappen))


def samen(vorige: Adres, adres: Adres) -> Adres:
    """Two places of one sentence: the second below the first, or beside it ("in het eerste lid … en in het tweede lid …").

    >>> from verordening.taal import uit_tekst as a
    >>> samen(a("artikel 7, eerste lid"), a("tweede lid")).tekst(), samen(a("artikel 7, eerste lid"), a("onderdeel b")).tekst()
    ('artikel 7, tweede lid', 'artikel 7, eerste lid, onderdeel b')
    """
    if (
        vorige.stappen
        and adres.stappen
        and adres.stappen[0].soort == "lid"
        and any(s.soort == "lid" for s in vorige.stappen)
    ):
        return erft(vorige, adres)
    return binnen(vorige, adres)


def reeks(van: Adres, tot: Adres) -> list[Adres]:
    """All addresses from first to last; numbers that cannot be counted give only the two ends."""
    if van == tot:
        return [van]
    a, b = van.stappen[-1], tot.stappen[-1]
    nummers = tussen(a.nummer, b.nummer)
    if not nummers:
        raise Geweigerd(
            f"de reeks «{a.soort} {a.nummer} tot en met {b.nummer}» is niet uit te tellen",
            code="reeks",
            advies="Noem de nummers een voor een.",
        )
    return [Adres((*van.stappen[:-1], Stap(a.soort, n))) for n in nummers]
