"""The difference as a STOP mutation: what the official publication knows of a change, with renvooi (``regels`` D.5).

Every changed artikel is a ``Vervang`` with its words marked, a new one a ``VoegToe``, a removed one a ``Verwijder``; a
heading of a chapter is a ``VervangKop``. The mutation is read back and executed before it is given: it must make the old
version into the new one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from lxml import etree

from verordening.bevinding import Bevinding, Geweigerd, heeft_fout
from verordening.boom import (
    STRUCTUUR,
    TOELICHTING,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Opmaak,
    Regeling,
    Rij,
    Soort,
    Status,
    Tabel,
    inlinetekst,
    wandel,
)
from verordening.canoniek.namen import STOP
from verordening.eid import met_eids, met_wids
from verordening.notaties import uit_eid
from verordening.nummers import letter
from verordening.schrijvers import deel_in, velden
from verordening.stop.modules import overheid_van, werk_en_versie
from verordening.stop.schrijver import LOPEND, _el, _Schrijver
from versies.stop.mutatielint import toets_mutatie
from versies.stop.renvooi import NIEUW, WEG, merk, samen
from versies.vergelijken.paar import Paar, legaal, uitgeklapt
from versies.verschil import Verschil, vergelijk
from versies.wijziging import Vernummer, VervangKop, WijzigStatus

ONBEKEND = "gm0000"
"""Placeholder of an authority that the source does not name; a comment in the file says so."""


def weergeef(verschil: Verschil, *, overheid: str = "") -> bytes:
    """The mutation as a document of its own.

    Args:
        overheid: code of the authority (``gm0505``); default: what the version says.

    Raises:
        Geweigerd: no difference, or the mutation does not give the new version when it is executed.
    """
    element, code_bekend = mutatie(verschil, overheid=overheid)
    return als_bytes(element, code_bekend)


def als_bytes(element: etree._Element, code_bekend: bool = True) -> bytes:
    """The file of a mutation or a decision."""
    deel_in(element, LOPEND | {NIEUW, WEG})
    kop = b"" if code_bekend else b"<!-- De bron noemt geen overheid: gm0000 is een invulplek. -->\n"
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + kop + etree.tostring(element, encoding="UTF-8") + b"\n"


# --- the mutation -----------------------------------------------------------------------------------------------------


def mutatie(verschil: Verschil, *, overheid: str = "") -> tuple[etree._Element, bool]:
    """(RegelingMutatie, whether the authority is known), proven by executing it."""
    code = overheid_van(verschil.was, verschil.wordt, overheid)
    met = _met_identiteit(verschil, code or ONBEKEND)
    element = _Mutatie(met, code or ONBEKEND).element()
    if not len(element):
        raise Geweigerd.om("stop-gelijk")
    fouten = [b for b in toets_mutatie(element) if heeft_fout((b,))]
    if fouten:
        raise _niet_te_tonen(fouten[0], met)
    _bewijs(met.was, verschil.wordt, element)
    return element, bool(code)


_REDEN = {
    "mutatie-context-weg": "een nieuwe eenheid staat alleen naast eenheden die in hetzelfde besluit vervallen",
    "mutatie-context-dubbel": "op één plaats komen twee losse stukken nieuwe tekst, en STOP kent daar geen volgorde voor",
    "renvooi-ontbreekt": "hier verandert iets dat geen woord is (opmaak, een kenmerk of een verwijzing), en dat kan renvooi niet tonen",
    "renvooi-genest": "een wijziging staat binnen een andere wijziging, en renvooi kan die niet beide tonen",
    "renvooi-overbodig": "een eenheid die in haar geheel nieuw is of vervalt, heeft zelf nog wijzigingen",
    "mutatie-eid-dubbel": "oude en nieuwe tekst hebben een onderdeel met dezelfde aanduiding in het bestand",
    "mutatie-wid-dubbel": "oude en nieuwe tekst hebben een onderdeel met dezelfde identiteit in het bestand",
    "mutatie-werk": "de twee versies zijn van verschillende regelingen",
    "mutatie-versie": "de twee versies hebben dezelfde aanduiding van versie",
}
"""Rule of STOP that is broken → what that is in the words of a drafter; the rest is called by the rule itself."""
_LEVER_HEEL = (
    "Lever de hele nieuwe regeling in STOP («verordening lees WORDT --als stop»), of maak het renvooi met --als docx."
)


def _niet_te_tonen(fout: Bevinding, verschil: Verschil) -> Geweigerd:
    """A broken rule of STOP as a refusal: where in the regulation, what is wrong there, and what can be done."""
    kanten = (verschil.wordt.wortel, verschil.was.wortel)
    raak = [e for kant in kanten for e in wandel(kant) if fout.plek and fout.plek in (e.wId, e.eId)]
    # Wat binnen een eenheid ligt (een verwijzing, een tabel), hoort bij de kleinste eenheid eromheen.
    om = [
        e
        for kant in kanten
        for e in wandel(kant)
        for naam in (e.wId, e.eId)
        if naam and fout.plek.startswith(f"{naam}__")
    ]
    gevonden = raak or sorted(om, key=lambda e: -len(e.eId))
    plaats = (uit_eid(gevonden[0].eId).tekst(kort=True) or _naam(gevonden[0])) if gevonden else "de regeling"
    reden = _REDEN.get(fout.code, fout.uitleg.rstrip("."))
    return Geweigerd(
        f"dit verschil is niet als STOP-renvooi te geven: {reden}", plaats=plaats, code=fout.code, advies=_LEVER_HEEL
    )


def overheid_onbekend(verschillen: Iterable[Verschil], overheid: str = "") -> tuple[Bevinding, ...]:
    """A finding when the authority of a change is not known: then the file has a placeholder where its code belongs.

    Args:
        overheid: code as given by the user; empty or ill-formed: what one of the versions says counts.
    """
    if all(overheid_van(v.was, v.wordt, overheid) for v in verschillen):
        return ()
    return (Bevinding.van("overheid-onbekend", "het besluit", ONBEKEND, onbekend=ONBEKEND),)


def _bewijs(was: Regeling, wordt: Regeling, element: etree._Element) -> None:
    from versies.opdracht import lees_besluit
    from versies.opstellen.kern import eerste_afwijking, kern_van
    from versies.opstellen.toelichting import kern_toelichting
    from versies.toepassen import pas_toe

    uit = pas_toe(was, lees_besluit(etree.tostring(element), naam="mutatie").opdrachten).wordt
    afwijking = eerste_afwijking(kern_van(wordt), kern_van(uit))
    if afwijking is None and kern_toelichting(wordt):
        afwijking = eerste_afwijking(kern_toelichting(wordt), kern_toelichting(uit))
    if afwijking is not None:
        regel = afwijking[0] or afwijking[1]
        assert regel is not None
        raise Geweigerd.om("stop-onbewezen", regel.plaats(), tekst=regel.tekst[:80])


def _met_identiteit(verschil: Verschil, code: str) -> Verschil:
    """The difference between both versions with wIds: what stays keeps its identity, what is new gets one of the new version."""
    was = met_wids(met_eids(verschil.was), code, verschil.was.gegevens.versienummer or "1")
    wordt = met_eids(verschil.wordt)
    dag = verschil.wordt.gegevens.juridisch_werkend_vanaf
    nieuw = vergelijk(was, wordt)
    wids: dict[int, str] = {}
    stapel = [nieuw.paren]
    while stapel:
        p = stapel.pop()
        if isinstance(p.was, (Eenheid, Tabel, Figuur)) and isinstance(p.wordt, (Eenheid, Tabel, Figuur)):
            wids[id(p.wordt)] = p.was.wId
        stapel.extend(k for k in uitgeklapt(p) if not isinstance(k.deel, (Alinea, Rij, Cel)))
    oude = {e.wId for e in wandel(was.wortel)}
    gezien: set[str] = set()

    def zet(b: Blok) -> Blok:
        if isinstance(b, Alinea):
            return b
        # Een nieuwe eenheid mag nooit de identiteit van een oude krijgen.
        wid = wids.get(id(b), "") or ("" if b.wId in oude else b.wId)
        wid = "" if wid in gezien else wid
        gezien.add(wid)
        if isinstance(b, Eenheid):
            return replace(b, wId=wid, inhoud=tuple(zet(k) for k in b.inhoud))
        return replace(b, wId=wid)

    wortel = zet(wordt.wortel)
    assert isinstance(wortel, Eenheid)
    compleet = met_wids(replace(wordt, wortel=wortel), code, dag.isoformat() if dag else "2")
    # De boom van verschillen hoort bij deze waarden: nog eens vergelijken is goedkoper dan hem omzetten.
    return vergelijk(was, compleet)


class _Mutatie:
    def __init__(self, verschil: Verschil, code: str) -> None:
        self.verschil = verschil
        self.paar = paar = verschil.paren
        self.schrijver = _Renvooi(verschil.wordt)
        werk, was = werk_en_versie(verschil.was, code)
        _, wordt = werk_en_versie(verschil.wordt, code)
        expressie = f"{werk}/nld@{wordt.rpartition('@')[2]}"
        wordt = f"{expressie};2" if expressie == was else expressie
        self.wortel = _el(None, "RegelingMutatie", componentnaam="wijziging_1", was=was, wordt=wordt)
        assert isinstance(paar.wordt, Eenheid)
        self.blijvend = {
            b.wId for e in wandel(paar.wordt) for b in (e, *e.inhoud) if isinstance(b, (Eenheid, Tabel)) and b.wId
        }

    def element(self) -> etree._Element:
        """All actions, in the order of the new document."""
        for deel in uitgeklapt(self.paar):
            if isinstance(deel.deel, Eenheid) and deel.deel.soort is Soort.LICHAAM:
                self._houder(deel)
        bijlagen = [
            k
            for k in uitgeklapt(self.paar)
            if isinstance(k.deel, Eenheid) and k.deel.soort in (Soort.LICHAAM, Soort.BIJLAGE)
        ]
        self._rij(bijlagen, alleen=(Soort.BIJLAGE,))
        self._rij(
            [k for k in uitgeklapt(self.paar) if isinstance(k.deel, Eenheid) and k.wordt is not None],
            alleen=TOELICHTING,
        )
        return self.wortel

    def _houder(self, paar: Paar) -> None:
        self._rij(list(uitgeklapt(paar)))

    def _rij(self, kinderen: list[Paar], *, alleen: Collection[Soort] = ()) -> None:
        """Siblings in order: what is new names the unit before it that stays, else the one behind it."""
        blijft = [k for k in kinderen if isinstance(k.was, Eenheid) and not _verdwijnt(k) and not k.aangekomen]
        vorige = ""
        wachten: list[Paar] = []
        for k in kinderen:
            deel = k.deel
            if not isinstance(deel, Eenheid):
                if not k.gelijk:
                    raise Geweigerd.om("stop-losse-tekst", f"«{legaal(getattr(deel, 'inhoud', ()))[:60]}»")
                continue
            if alleen and deel.soort not in alleen:
                vorige = deel.wId if isinstance(k.was, Eenheid) else vorige
                continue
            nieuw = k.was is None or k.aangekomen
            if nieuw:
                wachten.append(k)
                continue
            if wachten:
                self._voeg_toe(wachten, vorige, "volgtOp") if vorige else self._voeg_toe(
                    wachten, _eerste(blijft) if _verdwijnt(k) else deel.wId, "komtVoor"
                )
                wachten = []
            self._een(k)
            if not _verdwijnt(k):
                vorige = deel.wId
        if wachten:
            if not vorige:
                nieuw_deel = wachten[0].wordt
                assert isinstance(nieuw_deel, Eenheid)
                raise Geweigerd.om("stop-context", f"{_naam(nieuw_deel)} {legaal(nieuw_deel.opschrift)[:60]}".strip())
            self._voeg_toe(wachten, vorige, "volgtOp")

    def _een(self, k: Paar) -> None:
        oud, nieuw = k.was, k.wordt
        assert isinstance(oud, Eenheid)
        if k.vertrokken:
            return
        if nieuw is None and oud.status is Status.VERVALLEN:
            return  # een graf dat de nieuwe tekst niet meer afdrukt, is geen wijziging
        if nieuw is None:
            self._zet("Verwijder", {"wat": oud.wId}, _naam(oud) + " vervalt.", [oud])
            return
        assert isinstance(nieuw, Eenheid)
        if k.gelijk:
            return
        if Status.VERVALLEN in (oud.status, nieuw.status):
            self._graf(k, oud, nieuw)
            return
        if oud.soort in STRUCTUUR:
            if oud.label != nieuw.label or any(isinstance(w, (VervangKop, Vernummer)) for w in self.verschil.van(k)):
                self._kop(k, oud, nieuw)
            self._houder(k)
            return
        if oud.soort is Soort.LICHAAM:
            return
        if (
            oud.soort in TOELICHTING
            and legaal(oud.opschrift) == legaal(nieuw.opschrift)
            and any(isinstance(b, Eenheid) and b.soort in TOELICHTING | {Soort.DIVISIE} for b in oud.inhoud)
        ):
            self._houder(k)
            return
        if not k.kinderen and [type(w) for w in self.verschil.van(k)] == [WijzigStatus]:
            # De woorden blijven gelijk: STOP noemt dat een revisie, zonder renvooi.
            self._zet(
                "Vervang",
                {"wat": oud.wId, "revisie": "1"},
                f"De status van {_naam(oud)} wordt gewijzigd.",
                [replace(nieuw, wId=oud.wId or nieuw.wId)],
            )
            return
        self._zet("Vervang", {"wat": oud.wId}, _naam(oud) + " wordt gewijzigd.", [samen(k)])

    def _graf(self, k: Paar, oud: Eenheid, nieuw: Eenheid) -> None:
        """A unit that lapses, stays lapsed, or comes back to life."""
        if nieuw.status is not Status.VERVALLEN:
            self._zet("Vervang", {"wat": oud.wId}, _naam(oud) + " komt te luiden:", [samen(k)])
        elif oud.status is Status.VERVALLEN:
            if oud.soort in STRUCTUUR:
                self._houder(k)
        elif _verdwijnt(k):
            self._zet("Verwijder", {"wat": oud.wId}, _naam(oud) + " vervalt.", [oud])
        else:
            graf = replace(nieuw, opschrift=merk(oud.opschrift, WEG), inhoud=(), wId=oud.wId)
            self._zet("Vervang", {"wat": oud.wId}, _naam(oud) + " vervalt.", [graf])

    def _kop(self, k: Paar, oud: Eenheid, nieuw: Eenheid) -> None:
        los = samen(k, alleen_kop=True)
        actie = self._zet(
            "VervangKop",
            {"wat": oud.wId},
            f"Het opschrift van {_naam(oud)[:1].lower()}{_naam(oud)[1:]} komt te luiden:",
            [los],
        )
        deel = actie[-1]
        if oud.eId != nieuw.eId:
            actie.set("eId-wordt", nieuw.eId)
        kop = deel.find(f"{{{STOP}}}Kop")
        actie.remove(deel)
        if kop is not None:
            actie.append(kop)

    def _voeg_toe(self, rij: list[Paar], context: str, positie: str) -> None:
        eigen: list[Eenheid] = []
        for k in rij:
            assert isinstance(k.wordt, Eenheid)
            if k.aangekomen and isinstance(k.was, Eenheid):
                if eigen:
                    self._zet("VoegToe", {"positie": positie, "context": context}, "Er wordt ingevoegd:", eigen)
                    context, positie, eigen = eigen[-1].wId, "volgtOp", []
                eenheid = samen(k) if k.kinderen or len(self.verschil.van(k)) > 1 else k.wordt
                self._zet(
                    "Vervang",
                    {"wat": k.wordt.wId, "positie": positie, "context": context},
                    _naam(k.was) + " wordt verplaatst.",
                    [eenheid],
                )
                context, positie = k.wordt.wId, "volgtOp"
            else:
                eigen.append(k.wordt)
        if eigen:
            self._zet(
                "VoegToe",
                {"positie": positie, "context": context},
                f"{'Na' if positie == 'volgtOp' else 'Voor'} de genoemde eenheid wordt ingevoegd:",
                eigen,
            )

    def _zet(self, naam: str, kenmerken: dict[str, str], wat: str, eenheden: list[Eenheid]) -> etree._Element:
        actie = _el(self.wortel, naam, **kenmerken)
        velden(actie, [("Nummer", letter(len(self.wortel)).upper()), ("Wat", wat)])
        for eenheid in eenheden:
            self.schrijver.eenheid(_unieke_ids(eenheid, self.blijvend, weg=naam == "Verwijder"), actie)
        return actie


def _verdwijnt(k: Paar) -> bool:
    """Nothing of the unit is left to stand beside: it goes, and has no heading that stays as a tombstone."""
    oud, nieuw = k.was, k.wordt
    if not isinstance(oud, Eenheid) or not isinstance(nieuw, Eenheid):
        return nieuw is None
    return (
        nieuw.status is Status.VERVALLEN
        and oud.status is not Status.VERVALLEN
        and not inlinetekst(oud.opschrift).strip()
    )


def _eerste(rij: list[Paar]) -> str:
    return next((k.was.wId for k in rij if isinstance(k.was, Eenheid)), "")


def _naam(e: Eenheid) -> str:
    label = e.label or e.soort.value.capitalize()
    return f"{label} {e.nummer}".strip() if e.nummer else label


# --- writing ----------------------------------------------------------------------------------------------------------


def _unieke_ids(eenheid: Eenheid, blijvend: set[str], *, weg: bool) -> Eenheid:
    """An eId and a wId per part, once. What lapsed may carry a position that something else has now: it gets ``_inst2``
    (D.3). What moved is shown where it stood as well: its identity is with it at the new place, so the shadow has another.

    Args:
        blijvend: the identities in the new version.
        weg: the whole unit goes.
    """
    delen: list[tuple[Eenheid | Tabel, bool]] = []

    def verzamel(b: Blok, weg: bool) -> None:
        if isinstance(b, (Eenheid, Tabel)):
            weg = weg or ("wijzigactie", "verwijder") in b.kenmerken
            delen.append((b, weg))
            for kind in b.inhoud if isinstance(b, Eenheid) else ():
                verzamel(kind, weg)

    verzamel(eenheid, weg)
    namen: dict[tuple[int, bool], tuple[str, str]] = {}
    gezien: set[str] = set()
    # Wat blijft, kiest eerst; zo houdt het zijn eigen plaats.
    for deel, is_weg in sorted(delen, key=lambda d: d[1]):
        eid, keer = deel.eId, 2
        while eid in gezien:
            eid, keer = f"{re.sub(r'_inst[0-9]+$', '', deel.eId)}_inst{keer}", keer + 1
        gezien.add(eid)
        verhuisd = is_weg and deel is not eenheid and deel.wId in blijvend
        namen[id(deel), is_weg] = eid, f"{deel.wId}__oud" if verhuisd else deel.wId

    def zet(b: Blok, weg: bool) -> Blok:
        if isinstance(b, (Eenheid, Tabel)):
            weg = weg or ("wijzigactie", "verwijder") in b.kenmerken
            eid, wid = namen[id(b), weg]
            b = replace(b, eId=eid, wId=wid)
            return replace(b, inhoud=tuple(zet(k, weg) for k in b.inhoud)) if isinstance(b, Eenheid) else b
        return b

    uit = zet(eenheid, weg)
    assert isinstance(uit, Eenheid)
    return uit


class _Renvooi(_Schrijver):
    """The writer of regulations, with marks of change."""

    def __init__(self, regeling: Regeling) -> None:
        super().__init__(regeling)
        self.eids = {e.eId for e in wandel(regeling.wortel)}

    def eenheid(self, eenheid: Eenheid, ouder: etree._Element) -> None:
        super().eenheid(eenheid, ouder)
        element = ouder[-1]
        if actie := eenheid.kenmerk("wijzigactie"):
            element.set("wijzigactie", actie)
        if was := eenheid.kenmerk("nummer-was"):
            for pad in ("LidNummer", "LiNummer", "Kop/Nummer"):
                nummer = element.find("/".join(f"{{{STOP}}}{d}" for d in pad.split("/")))
                if nummer is not None:
                    nieuw, nummer.text = nummer.text or "", None
                    _el(nummer, WEG, was)
                    if nieuw:
                        _el(nummer, NIEUW, nieuw)

    def _alinea(self, alinea: Alinea, ouder: etree._Element) -> None:
        eerste = alinea.inhoud[0] if len(alinea.inhoud) == 1 else None
        if isinstance(eerste, Opmaak) and eerste.soort.startswith("wijzigactie:"):
            super()._alinea(replace(alinea, inhoud=eerste.inhoud), ouder)
            ouder[-1].set("wijzigactie", eerste.soort.partition(":")[2])
            return
        super()._alinea(alinea, ouder)

    def _tabel(self, tabel: Tabel, ouder: etree._Element) -> None:
        super()._tabel(tabel, ouder)
        if actie := dict(tabel.kenmerken).get("wijzigactie"):
            ouder[-1].set("wijzigactie", actie)

    def _rijen(self, rijen: Iterable[Rij], ouder: etree._Element) -> None:
        alle = list(rijen)
        super()._rijen(alle, ouder)
        for rij, element in zip(alle, ouder, strict=True):
            if actie := dict(rij.kenmerken).get("wijzigactie"):
                element.set("wijzigactie", actie)

    def _opmaak(self, deel: Opmaak, element: etree._Element, kaal: bool, in_mark: str) -> None:
        if deel.soort in (NIEUW, WEG):
            self.inline(deel.inhoud, _el(element, deel.soort), kaal=kaal, in_mark=in_mark)
            return
        super()._opmaak(deel, element, kaal, in_mark)
