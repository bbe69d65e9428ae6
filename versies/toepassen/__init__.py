"""Executing a decision on a regulation: in document order, exactly, all or nothing (``regels`` F.4).

>>> from verordening.tekst.markdown import lees
>>> from versies.opdracht import lees_besluit
>>> was = lees(b"# Proefverordening\\n\\n#### Artikel 1 Termijn\\nHet college beslist binnen acht weken.\\n")
>>> besluit = lees_besluit("Besluit\\n\\nArtikel I\\nIn artikel 1 van de Proefverordening wordt “acht” vervangen door “zes”.\\n")
>>> from verordening.boom import tekst
>>> tekst(pas_toe(was, besluit).wordt.wortel).splitlines()[-1]
'Het college beslist binnen zes weken.'
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Eenheid,
    Regeling,
    Soort,
    Status,
    inlinetekst,
    is_bepaling,
    is_genummerd,
    kaal,
    kinderen,
    titelwoorden,
    wandel,
)
from verordening.citeertitel import eigen_titel
from verordening.eid import eids, met_eids, met_wids
from verordening.register import Pad, Vondst
from versies.besluit import Bepalingsoort, Besluit, Opdracht
from versies.toepassen.exact import is_exact, voer_exact_uit
from versies.toepassen.gezegd import meld_niet_nieuw, toets_een_ding, toets_heel, toets_opschriften
from versies.toepassen.kiezen import Ingang, hoort_bij, kies
from versies.toepassen.nazien import gelijk, leestekens, niet_vergeefs, verbinding, zonder_eerste
from versies.toepassen.toelichting import verwerk_toelichting
from versies.toepassen.uitvoering import Omnummering, Uitvoerder, op_identiteit
from versies.toepassen.woorden import vind, zinnen
from versies.toepassen.zoeken import eenheid_op, pad_van, velden, zoek_nu
from versies.wijziging import Vernummer, Verplaats, Vervalt, Wijziging

__all__ = ["Ingang", "Omnummering", "Toepassing", "hoort_bij", "pas_toe"]


@dataclass(frozen=True, slots=True)
class Toepassing:
    """What executing gave.

    Args:
        wordt: the new version; positions (eId) computed, identities (wId) kept.
        bevindingen: what a reader should know; never of severity *fout* (then nothing is executed).
        omnummeringen: units that got another address or lapsed.
        uitgevoerd: the instructions that were executed, in order.
        overgeslagen: instructions that were not, because their condition or day has not come.
    """

    wordt: Regeling
    bevindingen: tuple[Bevinding, ...] = ()
    omnummeringen: tuple[Omnummering, ...] = ()
    uitgevoerd: tuple[Opdracht, ...] = ()
    overgeslagen: tuple[Opdracht, ...] = ()


def pas_toe(
    regeling: Regeling,
    besluit: Besluit | Sequence[Opdracht] | Sequence[Wijziging],
    *,
    datum: date | None = None,
    ook: Collection[str] = (),
    ingang: Ingang | None = None,
    nazien: bool = True,
) -> Toepassing:
    """Execute a decision, or loose instructions, on one version of a regulation.

    Args:
        regeling: the version that holds on the day of entry into force.
        besluit: the decision; only articles that amend this regulation are executed. Or loose instructions, or loose
            changes; the changes of a comparison name their places exactly and are executed at once.
        datum: only what is in force on this day; ``None``: everything that has no open condition. What has no day in the decision
            itself is then held back, and reported.
        ook: numbers of articles whose condition is fulfilled ("II").
        ingang: in place of ``datum``: the day on which the decision itself enters into force, known from elsewhere.
        nazien: also look as a careful reader does: no instruction undoes another, the simultaneous reading has the same outcome,
            and punctuation is right where it was. What only recalculates or proves, need not.

    Raises:
        Geweigerd: an instruction that cannot be executed exactly; nothing is changed. Also a decision for another regulation.
    """
    datum = ingang.dag if ingang else datum
    if isinstance(besluit, Besluit):
        opdrachten, overgeslagen, bevindingen = kies(regeling, besluit, datum, ook, ingang)
        dag = datum or next((d for o in opdrachten if (d := besluit.moment(o)[0])), None)
        bron = besluit.opschrift or besluit.naam
    else:
        opdrachten = _als_opdrachten(besluit)
        if all(is_exact(w) for o in opdrachten for w in o.wijzigingen):
            return _exact(regeling, opdrachten)
        overgeslagen, bevindingen, dag, bron = [], [], datum, ""
    regeling, afgeleid = _met_identiteit(regeling, opdrachten)
    bevindingen.extend(afgeleid)
    wortel, wids = _stempel(regeling.wortel)
    werk = _voer_uit(wortel, opdrachten, dag, bron, wids)
    bevindingen.extend(werk.bevindingen)
    if nazien:
        moment = besluit.moment if isinstance(besluit, Besluit) else _zonder_moment
        niet_vergeefs(wortel, opdrachten, moment, lambda rest: _voer_uit(wortel, rest, dag, bron, dict(wids)).wortel)
        bevindingen.extend(_volgorde(wortel, opdrachten, werk.wortel, dag, bron, wids))
    _niet_leeg(werk.wortel)
    if scheef := _scheef(werk.wortel) - _scheef(wortel):
        boven, onder = min(scheef)
        raise Geweigerd.om("paragraaf-diepte", f"paragraaf {boven}" if boven else "", nummer=onder)
    if isinstance(besluit, Besluit) and not (ingang and ingang.na):  # de toelichting is met het eerste deel verwerkt
        nummers = {o.nummer[:1] for o in opdrachten} | {
            (a.nummer,) for a in besluit.artikelen if hoort_bij(regeling, a.regeling)
        }
        toelichting = [b for b in besluit.van_soort(Bepalingsoort.TOELICHTING) if b.nummer[:1] in nummers]
        werk.wortel, niet = verwerk_toelichting(werk.wortel, toelichting)
        bevindingen.extend(niet)
    wordt = _zonder_stempel(regeling, werk.wortel, wids, dag)
    if nazien:
        bevindingen.extend(leestekens(wordt, regeling))
        bevindingen.extend(b for zie in (verbinding, zonder_eerste) for b in zie(wortel, werk.wortel, wordt))
    if dag is not None:
        wordt = replace(wordt, gegevens=replace(wordt.gegevens, juridisch_werkend_vanaf=dag))
    return Toepassing(wordt, tuple(bevindingen), tuple(werk.omnummeringen), tuple(opdrachten), tuple(overgeslagen))


# --- which instructions -----------------------------------------------------------------------------------------------


def _als_opdrachten(besluit: Sequence[Opdracht] | Sequence[Wijziging]) -> list[Opdracht]:
    """Loose changes are one instruction."""
    opdrachten = [o for o in besluit if isinstance(o, Opdracht)]
    los = tuple(w for w in besluit if not isinstance(w, Opdracht))
    return [*opdrachten, Opdracht((), "", los)] if los else opdrachten


# --- executing --------------------------------------------------------------------------------------------------------


def _exact(regeling: Regeling, opdrachten: list[Opdracht]) -> Toepassing:
    """Changes with exact places: no instruction depends on another, and nothing has to be looked for."""
    wortel = voer_exact_uit(regeling.wortel, [w for o in opdrachten for w in o.wijzigingen])
    wordt = replace(regeling, wortel=eids(wortel), bevindingen=())
    om = tuple(
        Omnummering(w.plek.adres, None if isinstance(w, Vervalt) or w.wordt is None else w.wordt.adres, o.naam)
        for o in opdrachten
        for w in o.wijzigingen
        if isinstance(w, (Vernummer, Verplaats, Vervalt))
    )
    return Toepassing(wordt, (), om, tuple(opdrachten))


def _met_identiteit(regeling: Regeling, opdrachten: Sequence[Opdracht]) -> tuple[Regeling, list[Bevinding]]:
    """A source without identities gets them from its positions, when the decision names identities (a STOP mutation)."""
    genoemd = [w.plek.wId for o in opdrachten for w in o.wijzigingen if op_identiteit(w)]
    if not genoemd or any(e.wId for e in wandel(regeling.wortel)):
        return regeling, []
    code = genoemd[0].partition("_")[0]
    met = met_wids(met_eids(regeling), code, regeling.gegevens.versienummer or "1")
    return met, [Bevinding.van("wid-afgeleid", "de regeling", genoemd[0])]


def _stempel(wortel: Eenheid) -> tuple[Eenheid, dict[str, str]]:
    """The tree with a unique mark as wId on every unit, and which wId each mark stands for."""
    wids: dict[str, str] = {}
    teller = count(1)

    def merk(e: Eenheid) -> Eenheid:
        naam = f"~{next(teller)}"
        wids[naam] = e.wId
        return e.met(wId=naam)

    return wortel.elk(merk), wids


def _zonder_stempel(regeling: Regeling, wortel: Eenheid, wids: dict[str, str], dag: date | None) -> Regeling:
    echt = wortel.elk(lambda e: e.met(wId=wids.get(e.wId, "")))
    wordt = _met_titels(regeling, replace(regeling, wortel=eids(echt), bevindingen=()))
    eerste = next((w for w in wids.values() if "__" in w), "")
    if eerste and dag is not None:
        wordt = met_wids(wordt, eerste.split("_", 1)[0], dag.isoformat())
    return wordt


def _met_titels(was: Regeling, wordt: Regeling) -> Regeling:
    """The title and the citeertitel among the data, when they were those of the text and the text has others now."""
    g = wordt.gegevens
    if (nieuw := titelwoorden(wordt.wortel)) and g.opschrift == titelwoorden(was.wortel):
        g = replace(g, opschrift=nieuw)
    if (nieuw := eigen_titel(wordt.wortel)) and g.citeertitel == eigen_titel(was.wortel):
        g = replace(g, citeertitel=nieuw)
    return replace(wordt, gegevens=g)


def _voer_uit(
    wortel: Eenheid,
    opdrachten: Sequence[Opdracht],
    dag: date | None,
    bron: str,
    wids: dict[str, str],
    *,
    was: Eenheid | None = None,
) -> Uitvoerder:
    teller = count(1)
    werk = Uitvoerder(wortel, lambda: f"~n{next(teller)}", wids, dag, bron)
    for opdracht in opdrachten:
        if was is not None:
            werk.zoek = zoek_nu if opdracht.nieuw else _zoeker_in(was)
            werk.velden_was = None if opdracht.nieuw else _teller_in(was)
        werk.opdracht = opdracht.naam
        try:
            if was is None:
                toets_opschriften(werk, opdracht)
                toets_een_ding(werk, opdracht)
                meld_niet_nieuw(werk, opdracht, wortel)
                if opdracht.afgeleid:
                    toets_heel(werk, opdracht)
            werk.doe(opdracht.wijzigingen)
        except Geweigerd as fout:
            plaats = ", ".join(d for d in (str(opdracht.bron), opdracht.naam) if d)
            eerder = was is None and opdracht != opdrachten[0] and _lukt_los(wortel, opdracht, dag, bron, wids)
            reden = (
                f"{fout.reden}. Vóór dit besluit kon het wel: een eerdere opdracht in dit besluit heeft deze plaats veranderd"
                if eerder
                else fout.reden
            )
            raise Geweigerd(reden, plaats=plaats, advies=fout.advies, code=fout.code) from None
    return werk


def _zonder_moment(_: Opdracht) -> tuple[date | None, str, str]:
    return None, "", ""


def _lukt_los(wortel: Eenheid, opdracht: Opdracht, dag: date | None, bron: str, wids: dict[str, str]) -> bool:
    """True when an instruction can be executed on the text before the decision: only for the message."""
    try:
        _voer_uit(wortel, [opdracht], dag, bron, dict(wids))
    except Geweigerd:
        return False
    return True


def _zoeker_in(was: Eenheid) -> Callable[[Eenheid, Adres], list[Vondst]]:
    """Addresses that refer to the text of before the decision: found there, then followed by identity."""

    def zoek(nu: Eenheid, adres: Adres) -> list[Vondst]:
        uit: list[Vondst] = []
        for plekking in zoek_nu(was, adres):
            wid = eenheid_op(was, plekking.pad).wId
            if (pad := pad_van(nu, wid, plekking.pad)) is not None:
                if plekking.stap("zin") is not None and _telt(was, plekking.pad) != _telt(nu, pad):
                    raise Geweigerd.om("zinnen-geteld", adres=adres.tekst())
                uit.append(Vondst(eenheid_op(nu, pad), plekking.fijn, pad=pad))
        return uit

    return zoek


def _telt(wortel: Eenheid, pad: Pad) -> int:
    """How many sentences stand in the paragraphs of a unit itself."""
    eigen = (b for b in eenheid_op(wortel, pad).inhoud if isinstance(b, Alinea))
    return sum(len(zinnen(inlinetekst(b.inhoud))) for b in eigen)


def _teller_in(was: Eenheid) -> Callable[[str, Vondst, str, bool], int | None]:
    """How often words stand in the same unit of the text before the decision, or in its heading; None when the unit is new."""

    def tel(wid: str, plekking: Vondst, oud: str, kop: bool) -> int | None:
        pad = pad_van(was, wid, plekking.pad)
        if pad is None:
            return None
        eenheid = eenheid_op(was, pad)
        teksten = [inlinetekst(v) for v in ([eenheid.opschrift] if kop else velden(eenheid, fijn=plekking.fijn))]
        return len(vind(teksten, oud).treffers)

    return tel


def _volgorde(
    wortel: Eenheid,
    opdrachten: Sequence[Opdracht],
    uitkomst: Eenheid,
    dag: date | None,
    bron: str,
    wids: dict[str, str],
) -> list[Bevinding]:
    """The other reading: all addresses refer to the text before the decision. A difference is a finding (F.4)."""
    if any(op_identiteit(w) for o in opdrachten for w in o.wijzigingen):
        return []
    try:
        anders = _voer_uit(wortel, opdrachten, dag, bron, dict(wids), was=wortel)
    except Geweigerd as fout:
        reden = fout.reden
    else:
        if gelijk(anders.wortel, uitkomst):
            return []
        reden = "de uitkomst verschilt"
    return [Bevinding.van("volgorde-afhankelijk", reden=reden)]


def _niet_leeg(wortel: Eenheid) -> None:
    levend = any(is_bepaling(e) and e.status is not Status.VERVALLEN for e in wandel(wortel))
    if not levend:
        raise Geweigerd.om("hele-regeling/na-besluit")


def _scheef(wortel: Eenheid) -> set[tuple[str, str]]:
    """(number of what is around it, number) of numbered paragrafen that lie where none belongs: in one whose number is not the
    beginning of theirs, in an artikel or annex, or beside artikelen."""
    artikelen = any(e.soort is Soort.ARTIKEL for e in wandel(wortel))
    return {
        (kaal(a.nummer), kaal(b.nummer))
        for a in wandel(wortel)
        for b in filter(is_genummerd, kinderen(a))
        if (artikelen and is_bepaling(b))
        or (is_genummerd(a) and kaal(b.nummer).rpartition(".")[0] != kaal(a.nummer))
        or a.soort not in (*STRUCTUUR, Soort.LICHAAM)
    }
