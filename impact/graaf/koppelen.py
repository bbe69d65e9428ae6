"""Links between measures and local provisions, each with its proof.

The steps, strongest first (one function of :mod:`impact.graaf.sporen` each):

1. references and legal bases to the changed place, to a whole of which it is part, or to law that hangs on it;
2. definitions that hang on a changed place, and every provision that uses the term;
3. chains: provisions that refer to a touched provision, also from one regulation to another;
4. a term or a regulation that serves only what is touched;
5. the same amount as the law had;
6. what the provision is about, in the words of the law or in plain language (:mod:`impact.graaf.onderwerpen`).

Steps 2 to 4 are repeated until nothing new is found. All of it together gives each pair of a measure and a provision one
probability (:mod:`impact.graaf.kansen`); what is likely enough is a link, with or without a trace, and the rest is offered for
review in order. A person's decision comes last and decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from impact.dossier.koppelingen import Koppeling, Koppelingen
from impact.dossier.model import ZEKERHEDEN, Bepaling, Herkomst
from impact.dossier.plaatsen import Plaats, Regelingtekst
from impact.dossier.wetskant import Wetskant
from impact.graaf import onderwerpen, sporen, woordsporen
from impact.graaf.eigenwoorden import eigen_woorden
from impact.graaf.kansen import JA, MIDDEL, ingebouwd_model, met_vloer, zekerheid_van
from impact.graaf.kenmerken import Kenmerkmaker, Paar, Woordgewichten
from impact.graaf.sporen import Spoor
from verordening.bevinding import Bevinding
from verordening.boom import regels, wandel
from verordening.dagen import dag
from wetgeving.maatregelen import Maatregel, Maatregelenlijst
from wetgeving.maatregelen.thesaurus import Thesaurus

_RONDES = 4


@dataclass(frozen=True)
class Koppelresultaat:
    """Links per measure (in order of the regulations), weak references apart, and what could not be placed.

    Args:
        paren: every pair of a measure and a provision, with its figures; ``kansen``: the probability of each, in the same order.
    """

    bepalingen: Mapping[str, tuple[Bepaling, ...]]
    zwak: Mapping[str, tuple[Bepaling, ...]]
    bevindingen: tuple[Bevinding, ...] = ()
    paren: tuple[Paar, ...] = ()
    kansen: tuple[float, ...] = ()


@dataclass
class _Bak:
    """Traces collected so far: measure → provision → findings, each once."""

    sporen: dict[str, dict[str, list[Herkomst]]] = field(default_factory=dict)
    gezien: set[tuple[str, str, str]] = field(default_factory=set)

    def voeg_toe(self, nieuw: Iterable[Spoor]) -> bool:
        iets = False
        for spoor in nieuw:
            sleutel = (spoor.maatregel, spoor.plaats, spoor.herkomst.bewijs)
            if sleutel not in self.gezien:
                self.gezien.add(sleutel)
                self.sporen.setdefault(spoor.maatregel, {}).setdefault(spoor.plaats, []).append(spoor.herkomst)
                iets = True
        return iets

    def van(self, maatregel: str) -> dict[str, list[Herkomst]]:
        return self.sporen.get(maatregel, {})


@dataclass(frozen=True)
class Vondst:
    """Everything that was found before it is weighed: traces per measure and provision, weak references apart, and the subjects."""

    lijst: Maatregelenlijst
    kant: Wetskant
    teksten: Sequence[Regelingtekst]
    sporen: Mapping[str, Mapping[str, list[Herkomst]]]
    zwak: Mapping[str, Mapping[str, list[Herkomst]]]
    gaat_over: onderwerpen.Onderwerpzoeker

    def paren(self, woorden: Woordgewichten) -> tuple[Paar, ...]:
        """Every pair with its figures. ``woorden``: what was learned (:attr:`impact.graaf.kansen.Model.woorden`)."""
        maker = Kenmerkmaker(self.teksten, self.kant, self.gaat_over, woorden)
        return tuple(maker.paren(self.lijst.maatregelen, self.sporen, self.zwak))


def vind(
    lijst: Maatregelenlijst, kant: Wetskant, teksten: Sequence[Regelingtekst], thesaurus: Thesaurus | None
) -> Vondst:
    """Find the traces of every measure.

    Args:
        lijst: the measures; ``kant``: what they change (:func:`impact.dossier.wetskant.lees_wetskant`).
        teksten: the local regulations (:func:`impact.dossier.plaatsen.lees_plaatsen`).
        thesaurus: the words for what a provision is about; None = no links by subject.
    """
    plaatsen = {p.sleutel: p for tekst in teksten for p in tekst.plaatsen}
    bak, zwak = _Bak(), _Bak()
    for plaats in plaatsen.values():
        bak.voeg_toe(sporen.refsporen(plaats, kant))
        zwak.voeg_toe(sporen.zwakke_sporen(plaats, kant))
    woorden = woordsporen.Woordzoeker(lijst, kant, teksten)
    begrippen = [b for t in teksten for b in sporen.begrippen_van(t)]
    omschreven = eigen_woorden(teksten, begrippen, (p.tekst for rij in kant.teksten.values() for p in rij))
    gaat_over = onderwerpen.Onderwerpzoeker(thesaurus, kant, teksten, omschreven)
    onderling = sporen.onderlinge(teksten)
    for maatregel in lijst.maatregelen:
        verspreider = _Verspreider(maatregel, bak, kant, teksten, plaatsen, begrippen, woorden, gaat_over, onderling)
        verspreider.loop()
        bak.voeg_toe(gaat_over.zoek(maatregel))
        bak.voeg_toe(woorden.zoek(maatregel))
        verspreider.loop()
        gevonden = bak.van(maatregel.id)
        bak.voeg_toe(list(sporen.aanhef_bij_veel(maatregel.id, gevonden, zwak.van(maatregel.id), plaatsen)))
        bak.voeg_toe(list(sporen.begripsketens(maatregel.id, bak.van(maatregel.id), onderling)))
        for tekst in teksten:
            bak.voeg_toe(list(sporen.terugwijzers(maatregel.id, bak.van(maatregel.id), tekst)))
    hecht = {m.id: sporen.zonder_losse_aanhef(bak.van(m.id), plaatsen) for m in lijst.maatregelen}
    return Vondst(lijst, kant, teksten, hecht, zwak.sporen, gaat_over)


def koppel(
    lijst: Maatregelenlijst,
    kant: Wetskant,
    teksten: Sequence[Regelingtekst],
    vastgelegd: Koppelingen | None = None,
    *,
    thesaurus: Thesaurus | None = None,
    onderwerpwoorden: bool = False,
) -> Koppelresultaat:
    """Find the links: every pair that is at least as likely as :data:`impact.graaf.kansen.JA`.

    Args:
        lijst, kant, teksten, thesaurus: as in :func:`vind`.
        vastgelegd: decisions of persons.
        onderwerpwoorden: also link provisions that only share a subject word with a measure (weakest).
    """
    vondst = vind(lijst, kant, teksten, thesaurus)
    model = ingebouwd_model()
    paren, los_gewogen = model.weeg(vondst.paren(model.woorden_voor(lijst.dossier)), {m.id for m in lijst.geteld})
    kansen = _met_steun(paren, met_vloer(paren, los_gewogen))
    # waar niets van de regeling een spoor naar een maatregel heeft, zeggen woorden alleen niets: «overtreding» staat overal
    verwant = {p.plaats.regeling for p in paren if p.sporen}
    los = _Bak()
    if onderwerpwoorden:
        los.voeg_toe(woordsporen.onderwerpwoorden(lijst, (p for t in teksten for p in t.plaatsen)))
    ja: dict[str, list[Bepaling]] = {m.id: [] for m in lijst.maatregelen}
    ernaast: dict[str, list[Bepaling]] = {m.id: [] for m in lijst.maatregelen}
    for paar, kans in zip(paren, kansen, strict=True):
        extra = los.van(paar.maatregel).get(paar.plaats.sleutel, [])
        zwakker = vondst.zwak.get(paar.maatregel, {}).get(paar.plaats.sleutel, [])
        if (kans >= JA and paar.plaats.regeling in verwant) or extra:
            ja[paar.maatregel].append(_bepaling(paar, kans, extra))
        elif zwakker:
            ernaast[paar.maatregel].append(_bepaling(paar, kans, zwakker))
    bevindingen: list[Bevinding] = []
    bepalingen = {m: tuple(rij) for m, rij in ja.items()}
    if vastgelegd is not None:
        bepalingen = {
            m: tuple(_met_beslissingen(m, b, vastgelegd, teksten, kant, bevindingen)) for m, b in bepalingen.items()
        }
    return Koppelresultaat(
        bepalingen, {m: tuple(r) for m, r in ernaast.items()}, tuple(bevindingen), tuple(paren), kansen
    )


def _met_steun(paren: Sequence[Paar], kansen: Sequence[float]) -> tuple[float, ...]:
    """A definition by which a link holds is a link itself: no use of a word is touched when what it means is not."""
    steun = {
        (p.maatregel, via)
        for p, kans in zip(paren, kansen, strict=True)
        if kans >= JA
        for h in p.sporen
        if h.soort == "begrip" and h.zekerheid != "laag"
        for via in h.via
    }
    return tuple(
        max(k, MIDDEL) if (p.maatregel, p.plaats.sleutel) in steun else k for p, k in zip(paren, kansen, strict=True)
    )


# --- spreading --------------------------------------------------------------------------------------------------------


@dataclass
class _Verspreider:
    """From what is touched to what hangs on it, for one measure, until nothing new is found."""

    maatregel: Maatregel
    bak: _Bak
    kant: Wetskant
    teksten: Sequence[Regelingtekst]
    plaatsen: Mapping[str, Plaats]
    begrippen: Sequence[sporen.Begrip]
    woorden: woordsporen.Woordzoeker
    gaat_over: onderwerpen.Onderwerpzoeker
    onderling: Sequence[sporen.Onderling]

    def loop(self) -> None:
        sleutel = self.maatregel.id
        for ronde in range(_RONDES):
            gevonden = self.bak.van(sleutel)
            nieuw = list(self._langs_begrippen(gevonden))
            nieuw += sporen.ketensporen(self.onderling, _stevig(gevonden), sleutel)
            nieuw += sporen.doelverlies(sleutel, gevonden, self.begrippen, self.plaatsen)
            nieuw += sporen.hele_regeling(sleutel, self.teksten, self.kant) if not ronde else ()
            if not self.bak.voeg_toe(n for n in nieuw if not self.plaatsen[n.plaats].slot):
                break

    def _langs_begrippen(self, gevonden: Mapping[str, list[Herkomst]]) -> Iterator[Spoor]:
        """Uses of touched terms. When the law changes an artikel as a whole and the new text is unknown, only those uses
        count that share words with what the measure says of the change."""
        punten, ketens = self.kant.van(self.maatregel.id), self.kant.ketens.get(self.maatregel.id, ())
        onbekend = [p.doel for p in punten if p.aard == "vindplaats" and not p.doel.lid and p.bron == "wetsplaats"]
        for begrip in self.begrippen:
            redenen = [h for h in gevonden.get(begrip.plaats.sleutel, ()) if sporen.draagt_begrip(h)]
            if not redenen:
                continue
            landelijk = [h for h in redenen if h.jci]
            if landelijk and not sporen.volledig_geraakt(begrip.plaats, punten, ketens):
                continue
            doelen = [d for r in begrip.plaats.refs for d in r.doelen if d.artikel]
            breed = bool(landelijk) and any(d.binnen(o) for d in doelen for o in onbekend)
            zekerheid = "hoog" if landelijk and not breed else "middel"
            for spoor in sporen.begripssporen(begrip, self.maatregel.id, zekerheid, ook_boven=breed):
                plaats = self.plaatsen[spoor.plaats]
                if breed and not self.woorden.past_bij_de_wijziging(self.maatregel, plaats, begrip.plaats.term):
                    continue
                if self.gaat_over.past(self.maatregel.id, begrip.plaats.term, plaats):
                    yield spoor


def _stevig(gevonden: Mapping[str, list[Herkomst]]) -> dict[str, tuple[str, ...]]:
    """Provisions touched with certainty (the changed place itself, or a term that the law fills), with the eIds of the words."""
    uit: dict[str, tuple[str, ...]] = {}
    for sleutel, redenen in gevonden.items():
        eids = tuple(
            h.eId for h in redenen if h.soort in ("verwijzing", "grondslag", "begrip") and h.zekerheid == "hoog"
        )
        if eids:
            uit[sleutel] = eids
    return uit


# --- results ----------------------------------------------------------------------------------------------------------


def _bepaling(paar: Paar, kans: float, extra: Sequence[Herkomst]) -> Bepaling:
    """A pair as a link. Without a trace the figures that made it likely are the evidence."""
    plaats = paar.plaats
    redenen = [*paar.sporen, *extra]
    if not redenen:
        bewijs = " ".join(paar.redenen()) or "Alles bij elkaar lijkt zij op bepalingen die deze maatregel raakt."
        redenen = [Herkomst("tekst", bewijs, plaats.tekst[:300], "", "", (), "laag", plaats.eId)]
    redenen += (Herkomst("buren", zin, zekerheid="laag", eId=plaats.eId) for zin in paar.buurzin())
    redenen.sort(key=lambda h: ZEKERHEDEN.index(h.zekerheid))
    return Bepaling(
        paar.maatregel,
        plaats.regeling,
        plaats.eId,
        plaats.adres,
        plaats.tekst,
        tuple(redenen),
        zekerheid_van(kans),
        kans,
    )


def _met_beslissingen(
    maatregel: str,
    bepalingen: Sequence[Bepaling],
    vastgelegd: Koppelingen,
    teksten: Sequence[Regelingtekst],
    kant: Wetskant,
    bevindingen: list[Bevinding],
) -> Iterator[Bepaling]:
    """Decisions of persons laid over what was found; a decision without its place or words is reported, not dropped."""
    op_slug = {t.regeling.slug: t for t in teksten}
    besluiten: dict[tuple[str, str], Koppeling] = {}
    wet = {(b.regeling, b.eId): [h.landelijk for h in b.herkomst] for b in bepalingen}
    gewijzigd = [t for p in kant.van(maatregel) for t in (p.wordt, p.was)]
    for koppeling in vastgelegd.van(maatregel):
        tekst = op_slug.get(koppeling.regeling)
        plek = _plek(koppeling, tekst) if tekst is not None else None
        if plek is None:
            bevindingen.append(_zonder_plaats(koppeling, tekst))
        elif not koppeling.wet_staat_er([*gewijzigd, *wet.get((koppeling.regeling, plek.eId), ())]):
            bevindingen.append(_vervallen(koppeling, plek, koppeling.wet or "", "de wet"))
        else:
            besluiten[(koppeling.regeling, plek.eId)] = koppeling
    for bepaling in bepalingen:
        beslissing = besluiten.get((bepaling.regeling, bepaling.eId))
        yield _beslist(bepaling, beslissing) if beslissing is not None else bepaling
    gevonden = {(b.regeling, b.eId) for b in bepalingen}
    for (slug, eid), koppeling in besluiten.items():
        if (slug, eid) in gevonden:
            continue
        plaats = next(p for p in op_slug[slug].plaatsen if p.eId == eid)
        kaal = Bepaling(maatregel, slug, eid, plaats.adres, plaats.tekst, ())
        yield _beslist(kaal, koppeling)


def _zonder_plaats(koppeling: Koppeling, tekst: Regelingtekst | None) -> Bevinding:
    """A decision whose words are gone, or were edited in a provision that can still be recognised."""
    teksten = {p.eId: p.tekst for p in tekst.plaatsen} if tekst is not None else {}
    if tekst is not None and (bijna := koppeling.bijna(teksten)) is not None:
        return _vervallen(koppeling, next(p for p in tekst.plaatsen if p.eId == bijna), teksten[bijna], "de bepaling")
    return Bevinding.van(
        "koppeling-kwijt",
        f"{koppeling.regeling}, {koppeling.eId}",
        koppeling.citaat.tekst,
        maatregel=koppeling.maatregel,
        status=koppeling.status,
    )


def _vervallen(koppeling: Koppeling, plek: Plaats, woorden: str, wat: str) -> Bevinding:
    return Bevinding.van(
        "koppeling-vervallen",
        f"{koppeling.regeling}, {plek.adres}",
        woorden,
        plek.sleutel,
        wat=wat[:1].upper(),
        wat2=wat[1:],
        wie=koppeling.wie,
        maatregel=koppeling.maatregel,
        status=koppeling.status,
    )


def _beslist(bepaling: Bepaling, koppeling: Koppeling) -> Bepaling:
    bewijs = f"Vastgelegd door {koppeling.wie} op {dag(koppeling.wanneer)}: {koppeling.waarom}"
    herkomst = Herkomst("vastgelegd", bewijs, koppeling.citaat.tekst, "", "", (), "hoog", koppeling.eId)
    return replace(
        bepaling,
        herkomst=(*bepaling.herkomst, herkomst),
        kans=1.0 if koppeling.status == "bevestigd" else 0.0,
        status=koppeling.status,
        wie=koppeling.wie,
        wanneer=koppeling.wanneer,
        waarom=koppeling.waarom,
    )


def _plek(koppeling: Koppeling, tekst: Regelingtekst) -> Plaats | None:
    """The provision in which the recorded words stand now (eId first, then the words)."""
    eenheden = [e for p in tekst.plaatsen if p.eenheid is not None for e in wandel(p.eenheid) if e.eId]
    alles = {e.eId: "\n".join(regel for _, regel in regels(e)) for e in eenheden}
    eid = koppeling.plaats(alles)
    while eid is not None:
        for plaats in tekst.plaatsen:
            if plaats.eId == eid:
                return plaats
        eid = eid.rsplit("__", 1)[0] if "__" in eid else None
    return None
