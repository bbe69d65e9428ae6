"""The decision's own provisions as data: entry into force, retroactivity, repeal, transition … (``regels`` F.3, 56–68).

>>> b = lees_bepaling("Deze verordening treedt in werking met ingang van 1 januari 2027, met uitzondering van artikel II.", ("III", "1"))
>>> [x.soort.value for x in b], b[0].datum.isoformat(), b[0].uitgezonderd
(['inwerkingtreding'], '2027-01-01', (('II',),))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import takewhile
from typing import TypedDict, Unpack

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.citeertitel import citeertitel_in
from verordening.dagen import lees_dag
from verordening.nummers import tussen as tel_uit
from versies.besluit import Bepaling, Bepalingsoort, Bronplek
from versies.opdracht.adressen import lees_plek
from versies.opdracht.beeld import beeld, tweede_opdracht
from versies.opdracht.deelzinnen import deelzinnen
from versies.opdracht.lexer import Symbool
from versies.opdracht.ontleden import VORMEN, bijna_bepaling, bladeren, ontleed_bepaling
from versies.opdracht.woorden import patroon


def _lijkt_opdracht(zin: str, woorden: str, bron: Bronplek) -> Geweigerd:
    bijna = f"; {b}" if (b := bijna_bepaling(zin)) else ""
    return Geweigerd.om("opdracht-onleesbaar/lijkt-op", str(bron), woorden=woorden, bijna=bijna)


def delen_van(tekst: str) -> tuple[tuple[str, ...], ...]:
    """Parts of the decision that are named: "artikel I, onderdelen C en D" → (("I", "C"), ("I", "D")).

    >>> delen_van("artikel I, onderdelen C tot en met E, en artikel III")
    (('I', 'C'), ('I', 'D'), ('I', 'E'), ('III',))
    """
    uit: list[tuple[str, ...]] = []
    tekst = re.sub(r"\bonderde(?:el|len) (?=[IVX]+, onder [a-z]\b)", "artikelen ", tekst)  # Een punt van het besluit.
    plek = 0
    while (begin := patroon("DEELBEGIN").search(tekst, plek)) is not None:
        gelezen = lees_plek(tekst, begin.start())
        plek = max(begin.end(), gelezen.einde if gelezen is not None else 0)
        for van, tot in gelezen.reeksen if gelezen is not None else ():
            uit += _delen(_deelnummers(van), _deelnummers(tot))
    return tuple(uit)


def _deelnummers(adres: Adres) -> tuple[str, ...]:
    """Numbers of a part of a decision; "" where the artikel is not named: which one, follows from the decision."""
    nummers = [s.nummer for s in adres.stappen if s.soort in ("artikel", "onderdeel")]
    eigen = tuple(takewhile(lambda n: n[:1].isupper() or n[:1].isdecimal(), nummers))
    deel = tuple(nummers) if adres.artikel and eigen else eigen  # «artikel 2, onder b»: een deel met een kleine letter.
    return deel if not deel or adres.artikel else ("", *deel)


def _delen(van: tuple[str, ...], tot: tuple[str, ...]) -> list[tuple[str, ...]]:
    if van == tot or not van or not tot:
        return [van] if van else []
    return [(*tot[:-1], nummer) for nummer in tel_uit(van[-1], tot[-1])] or [van, tot]


def lees_bepaling(zin: str, nummer: tuple[str, ...], bron: Bronplek = Bronplek()) -> tuple[Bepaling, ...]:
    """What a provision of the decision itself says; one sentence can say two things (entry into force and back-dating).

    The forms are rules of the grammar, tried in its order.

    Raises:
        Geweigerd: the words look like an instruction but are none of the catalogue; a day that does not exist; a day that is in
            none of the provisions read from the sentence.
    """
    _geen_zin_verloren(zin, bron)
    delen = deelzinnen(patroon("ZIJNDE").sub("", zin))
    uit = [b for deel in delen for b in _lees_deel(deel, nummer, bron, bijzin=deel is not delen[0])]
    for t in patroon("DATUM").finditer(zin):
        if lees_dag(t.group()) is None:
            raise Geweigerd.om("dag-bestaat-niet", str(bron), t=t.group())
    _geen_tweede_daad(zin, uit, bron)
    if all(b.soort in MET_DAG for b in uit):
        _geen_dag_verloren(zin, uit, bron)
        if patroon("WERKING").search(zin) and not any(b.soort in _OVER_WERKING for b in uit):
            raise Geweigerd.om("dag-verloren/inwerkingtreding", str(bron))
        if beeld(zin).lijkt:
            raise _lijkt_opdracht(zin, zin[:40], bron)
    return tuple(replace(b, tekst=zin) for b in uit)


MET_DAG = frozenset(
    {
        Bepalingsoort.INWERKINGTREDING,
        Bepalingsoort.TERUGWERKING,
        Bepalingsoort.HORIZON,
        Bepalingsoort.CITEERTITEL,
        Bepalingsoort.HEFFING,
        Bepalingsoort.BEKENDMAKING,
    }
)
"""Kinds that say only when, and how it is called: every day in such a sentence must be one of theirs."""


_OVER_WERKING = MET_DAG - {Bepalingsoort.HEFFING, Bepalingsoort.CITEERTITEL, Bepalingsoort.BEKENDMAKING}


@lru_cache(maxsize=64)  # one sentence can hold many provisions
def zonder_jaar(zin: str) -> str:
    """The first day without a year in a sentence; empty when there is none.

    >>> zonder_jaar("Deze verordening treedt in werking met ingang van 1 juli.")
    'van 1 juli'
    """
    t = patroon("ZONDER_JAAR").search(zin)
    return t.group() if t is not None else ""


def _geen_zin_verloren(zin: str, bron: Bronplek) -> None:
    """Each further sentence, and for whom a day holds, says something too: an instruction or a day of its own is not passed over."""
    eerste, *verder = beeld(zin).zinnen
    for volgend in verder:
        nieuwe_tekst = re.search(r"\bartikel\b[^:]*: *\S", volgend.regel)  # «Per die datum luidt artikel 7: …»
        if volgend.opdracht or volgend.lijkt or nieuwe_tekst is not None:
            raise _lijkt_opdracht(zin, volgend.regel[:40], bron)
        if patroon("EIGEN_WERKING").search(volgend.regel) and not volgend.werking:
            raise Geweigerd.om("dag-verloren/inwerkingtreding", str(bron))
    # «Voor bedrijven treedt onderdeel B in werking op …»
    if any(b.werking and re.match(r"Voor (?!het overige|zover)", b.regel) for b in (eerste, *verder)):
        raise Geweigerd.om("dag-verloren/inwerkingtreding", str(bron))


_ANDERS = {Bepalingsoort.SAMENLOOP, Bepalingsoort.RECTIFICATIE, Bepalingsoort.TOELICHTING}
"""Kinds that hold an instruction by their nature."""


def _geen_tweede_daad(zin: str, bepalingen: Sequence[Bepaling], bron: Bronplek) -> None:
    """What a provision does besides is no part of its kind: an instruction, new text, or a part of a regulation that is repealed."""
    soorten = {b.soort for b in bepalingen}
    weg = [b.onderwerp for b in bepalingen if b.soort is Bepalingsoort.INTREKKING]
    achter = [zin.partition("ingetrokken")[2]] if weg else []
    gezien = [patroon("DEEL_INGETROKKEN").search(o) and o for o in (*weg, *achter)]
    if _ANDERS.isdisjoint(soorten):
        # Wat een besluit verder zelf bepaalt, wordt gemeld zoals het er staat.
        gezien += [tweede_opdracht(zin)] if Bepalingsoort.EIGEN not in soorten else []
        vormen = ("NIEUW_IN_BEPALING", *(() if weg else ("TEVENS_INTREKKING",)))
        gezien += [t.group() for vorm in vormen if (t := patroon(vorm).search(zin)) is not None]
    for woorden in filter(None, gezien):
        raise Geweigerd.om("tweede-daad", str(bron), woorden=woorden[:80])


def _geen_dag_verloren(zin: str, bepalingen: Sequence[Bepaling], bron: Bronplek) -> None:
    woorden = " ".join(f"{b.onderwerp} {b.tijdstip} {b.voorwaarde} {b.naam}" for b in bepalingen)
    for t in patroon("DATUM").finditer(zin):
        if lees_dag(t.group()) not in {b.datum for b in bepalingen} and t.group() not in woorden:
            raise Geweigerd.om("dag-verloren", str(bron), t=t.group())


_KAAL = {s.value: s for s in (Bepalingsoort.TOELICHTING, Bepalingsoort.OVERGANG, Bepalingsoort.FICTIE)}
"""Forms of which only the kind counts."""


def _lees_deel(zin: str, nummer: tuple[str, ...], bron: Bronplek, *, bijzin: bool) -> tuple[Bepaling, ...]:
    lezer = _Bepalinglezer(zin, nummer, bron)
    for vorm in VORMEN:
        boom = ontleed_bepaling(zin, vorm)
        if boom is not None and vorm in _KAAL:
            lezer.geef(_KAAL[vorm])
        elif boom is not None:
            getattr(lezer, f"doe_{vorm}")(bladeren(boom))
        if lezer.uit:
            return tuple(lezer.uit)
    if bijzin and patroon("TOEPASSING").search(zin):
        lezer.geef(Bepalingsoort.OVERGANG)
        return tuple(lezer.uit)
    if beeld(zin).taal or beeld(zin).lijkt:
        raise _lijkt_opdracht(zin, beeld(zin).taal or zin[:40], bron)
    if patroon("EIGEN_WERKING").search(zin) or (
        (bijzin or patroon("DEELBEGIN").match(zin)) and patroon("WERKING").search(zin)
    ):
        raise Geweigerd.om("dag-verloren/inwerkingtreding", str(bron))
    lezer.geef(Bepalingsoort.EIGEN)
    return tuple(lezer.uit)


def _zonder_lidwoord(tekst: str) -> str:
    return re.sub(r"^(?:de|het)\s+", "", tekst.strip(" .,;"), flags=re.IGNORECASE)


def _dag(tekst: str) -> date | None:
    """The first full date in some words."""
    return lees_dag(t.group()) if (t := patroon("DATUM").search(tekst)) is not None else None


class _Velden(TypedDict, total=False):
    onderwerp: str
    delen: tuple[tuple[str, ...], ...]
    uitgezonderd: tuple[tuple[str, ...], ...]
    datum: date | None
    tijdstip: str
    voorwaarde: str
    naam: str


def _voorwaarde(ervoor: Sequence[Symbool], moment: Sequence[Symbool], wat: str, vrij: str) -> str:
    """The words of a condition, in the moment or in front of the verb ("Indien … wordt uitgegeven na …, treedt zij …")."""
    soorten = {x.soort for x in moment}
    los = vrij if "ZODRA" in soorten and "OP_DE_DAG" not in soorten else ""
    return wat if any(x.soort == "ZODRA" for x in ervoor) else los


class _Bepalinglezer:
    """One method per form of the grammar (``doe_…``), from its symbols to data."""

    def __init__(self, zin: str, nummer: tuple[str, ...], bron: Bronplek) -> None:
        self.zin, self.nummer, self.bron = zin, nummer, bron
        self.uit: list[Bepaling] = []

    def geef(self, soort: Bepalingsoort, **rest: Unpack[_Velden]) -> None:
        self.uit.append(Bepaling(soort, self.nummer, self.zin, bron=self.bron, **rest))

    def tot(self, symbool: Symbool) -> str:
        """The words before a symbol."""
        return self.zin[: symbool.begin]

    def na(self, symbool: Symbool) -> str:
        """The words behind a symbol, without the final stop."""
        return self.zin[symbool.begin + len(symbool.tekst) :].strip(" .,;")

    def doe_rectificatie(self, s: list[Symbool]) -> None:
        oud, nieuw = (x.woorden for x in s if x.soort == "TEKST")
        plaats = " ".join(x.woorden.removesuffix("voor").strip(" ,") for x in s[2:3] if x.soort == "WOORDEN")
        onderwerp = ", ".join(d for d in (s[0].woorden.strip(" ,"), plaats.removeprefix("in ")) if d)
        self.geef(Bepalingsoort.RECTIFICATIE, onderwerp=onderwerp, naam=f"«{oud}» → «{nieuw}»")

    def doe_intrekking(self, s: list[Symbool]) -> None:
        # «in te trekken de …» noemt de regeling erachter.
        wat, kern, *slot = s if s[0].soort in ("DE_REGELING", "REGELING_BIJ_NAAM") else (s[0], s[0], *s[1:])
        rest = self.na(kern)
        dag = (_dag(kern.tekst) if kern is not wat else None) or next(
            (_dag(x.tekst) for x in slot if x.soort == "INGANG"), None
        )
        tijdstip = rest if not dag and rest.startswith("op ") else ""
        self.geef(Bepalingsoort.INTREKKING, onderwerp=_zonder_lidwoord(wat.woorden), datum=dag, tijdstip=tijdstip)
        if any(x.soort == "BLIJFT_GELDEN" for x in slot):
            self.geef(Bepalingsoort.OVERGANG)

    def doe_citeertitel(self, s: list[Symbool]) -> None:
        self.geef(Bepalingsoort.CITEERTITEL, naam=citeertitel_in(s[-1].tekst))

    def doe_heffing(self, s: list[Symbool]) -> None:
        self.geef(Bepalingsoort.HEFFING, datum=_dag(s[-1].tekst if s[-1].soort == "DAG" else self.zin))

    def doe_regeling_vervalt(self, s: list[Symbool]) -> None:
        wanneer, wat = s
        self.geef(Bepalingsoort.INTREKKING, onderwerp=_zonder_lidwoord(wat.woorden), tijdstip=wanneer.woorden.lower())

    def doe_samenloop(self, s: list[Symbool]) -> None:
        rest = self.zin[len(s[0].tekst) :]
        self.geef(
            Bepalingsoort.SAMENLOOP,
            voorwaarde=s[0].tekst,
            delen=delen_van(rest),
            naam="vervalt" if patroon("ALLEEN_VERVALLEN").search(rest) else "",
        )

    def doe_vervaldatum(self, s: list[Symbool]) -> None:
        self.geef(Bepalingsoort.HORIZON, datum=next(_dag(x.tekst) for x in s if x.soort == "REGELING_VERVALT_OP"))

    def doe_grondslag(self, s: list[Symbool]) -> None:
        plek = next(i for i, x in enumerate(s) if x.soort == "BERUST")
        self.geef(Bepalingsoort.GRONDSLAG, onderwerp=s[plek + 1].woorden, naam=s[-1].woorden)

    def doe_terugwerking(self, s: list[Symbool]) -> None:
        terug = next(x for x in s if x.soort == "WERKT_TERUG")
        delen = self._terug_voor(terug, ()) or delen_van(self.tot(terug))
        self.geef(Bepalingsoort.TERUGWERKING, delen=delen, datum=_dag(terug.tekst))

    def _terug_voor(self, terug: Symbool, anders: Iterable[Symbool]) -> tuple[tuple[str, ...], ...]:
        """The parts for which it works back, when these stand beside it; refused when something else stands behind the day."""
        rest, eigen = self.na(terug), self.tot(terug).rpartition("met dien verstande dat")
        for x in anders:
            rest = rest.replace(x.tekst, "", 1) if x.begin > terug.begin and x.soort != "WOORDEN" else rest
        voor = patroon("TERUG_VOOR").fullmatch(rest)
        delen = delen_van(voor["wat"] or "") if voor is not None else ()
        if voor is None or (voor["wat"] and not delen):
            raise Geweigerd.om("dag-verloren", t=terug.tekst)
        return delen or (delen_van(eigen[2]) if eigen[1] else ())

    def doe_bekendmaking(self, s: list[Symbool]) -> None:
        self.geef(Bepalingsoort.BEKENDMAKING, datum=_dag(s[0].tekst))

    def _zonder(self, werkwoord: Symbool, kern: Symbool, terug: Symbool | None, weg: list[Symbool]) -> str:
        """The words for the moment: between and behind "treedt" and "in werking", up to the back-dating, without some parts."""
        tussen = self.zin[werkwoord.begin + len(werkwoord.tekst) : kern.begin] if kern is not werkwoord else ""
        tekst = f"{tussen} {self.zin[kern.begin + len(kern.tekst) : terug.begin if terug else len(self.zin)]}"
        for symbool in weg:
            tekst = tekst.replace(symbool.tekst, "", 1) if terug is None or symbool.begin < terug.begin else tekst
        if terug is not None:
            tekst = re.sub(
                r",?\s+met dien verstande dat(?:(?!dien verstande).){0,80}\Z", "", tekst.rstrip(), flags=re.IGNORECASE
            )
        return " ".join(tekst.split()).strip(" .,;").removesuffix(" en").strip(" ,")

    def _plaatsen(self, van: int, tot: int) -> list[Symbool]:
        """The parts of the decision that are named between two places in the sentence."""
        begin = (t.start() for t in patroon("DEELBEGIN").finditer(self.zin, van, tot))
        gelezen = [(b, p) for b in begin if (p := lees_plek(self.zin[:tot], b)) is not None]
        return [Symbool("ADRES", self.zin[b : p.einde], b, p) for b, p in gelezen]

    def _onderwerp(self, voor: list[Symbool], werkwoord: Symbool) -> str:
        """The words in front of the verb, without what is excepted; refused when they say more than which parts, or under which condition."""
        wat = self.tot(werkwoord)
        for x in voor:
            wat = wat.replace(x.tekst, "", 1) if x.soort == "UITGEZONDERD" else wat
        rest = wat
        for x in (*voor, *self._plaatsen(0, werkwoord.begin)):
            rest = rest.replace(x.tekst, "", 1) if x.soort in ("INGANG", "ADRES") else rest
        vorm = "ONDERWERP_DELEN" if delen_van(wat) else "ONDERWERP"
        if not any(x.soort == "ZODRA" for x in voor) and patroon(vorm).fullmatch(rest) is None:
            raise Geweigerd.om("dag-verloren/inwerkingtreding")
        return wat.strip()

    def _naast_de_dag(
        self, werkwoord: Symbool, kern: Symbool, terug: Symbool | None, weg: list[Symbool], moment: list[Symbool]
    ) -> str:
        """The words for the moment; empty when it is a day, and then nothing more can stand beside that."""
        weg = [*weg, *(x for x in moment if x.soort == "INGANG")]
        vrij = self._zonder(werkwoord, kern, terug, weg)
        # Wat achter de dag nog een plaats noemt, heeft zijn eigen dag.
        plaatsen = self._plaatsen(werkwoord.begin + 1, kern.begin)
        if moment and not patroon("NAAST_EEN_DAG").fullmatch(self._zonder(werkwoord, kern, terug, [*weg, *plaatsen])):
            raise Geweigerd.om("dag-verloren/inwerkingtreding")
        return "" if moment else vrij

    def _horizon(self, rest: list[Symbool], dag: date | None) -> None:
        for x in (x for x in rest if x.soort == "EN_VERVALT"):
            vervalt = _dag(x.tekst)
            if dag and vervalt and vervalt <= dag:
                raise Geweigerd.om("twee-dagen/vervalt-eerder", str(self.bron))
            self.geef(Bepalingsoort.HORIZON, datum=vervalt)

    def doe_inwerkingtreding(self, s: list[Symbool]) -> None:
        werkwoord = next(i for i, x in enumerate(s) if x.soort in ("TREEDT", "GAAT_IN", "LATEN_TREDEN"))
        kern = next(
            i for i, x in enumerate(s) if i >= werkwoord and x.soort in ("IN_WERKING", "GAAT_IN", "LATEN_TREDEN")
        )
        wat = self._onderwerp(s[:werkwoord], s[werkwoord])
        rest = [*s[werkwoord + 1 : kern], *s[kern + 1 :]]
        terug = next((x for x in rest if x.soort == "WERKT_TERUG"), None)
        buiten = [x for x in s if x.soort == "UITGEZONDERD"]
        zonder_terug = delen_van(" en ".join(x.woorden for x in buiten))
        # «… en werkt terug tot en met …, behalve onderdeel B»: dat treedt wel in werking.
        achter = len(self.zin) if terug is None or not terug.tekst.lower().startswith("werk") else terug.begin
        uitgezonderd = delen_van(" en ".join(x.woorden for x in buiten if x.begin < achter))
        met_terug = any(
            "met terugwerkende kracht" in " ".join(x.tekst.lower().split())
            for x in rest
            if x.soort.startswith(("WERKT", "MET"))
        )
        tevens = next((x for x in rest if x.soort == "TEVENS_INTREKKING"), None)
        voor = [
            x
            for x in rest
            if (terug is None or x.begin < terug.begin)
            and x.soort not in ("UITGEZONDERD", "TEVENS_INTREKKING", "MET_TERUGWERKING", "EN_VERVALT")
        ]
        voor = [*(x for x in s[:1] if x.soort == "INGANG"), *voor]
        dagen = list(dict.fromkeys(_dag(x.tekst) for x in voor if x.soort == "INGANG"))
        if len(dagen) > 1:
            raise Geweigerd.om("dag-verloren/inwerkingtreding")  # «Op … treedt B in werking en op … onderdeel C»
        dag = next(iter(dagen), None)
        if dag and patroon("VOORBEHOUD").search(self.zin[s[kern].begin :]):
            dag = None  # «of, als de bekendmaking later is, …»: welke dag het wordt, staat niet vast.
        vrij = self._naast_de_dag(s[werkwoord], s[kern], terug, [x for x in rest if x not in voor], voor if dag else [])
        if terug is not None and vrij == " ".join(terug.tekst.split()):
            vrij = ""  # «met terugwerkende kracht tot … in werking»: dat is geen ander tijdstip.
        voorwaarde = _voorwaarde(s[:werkwoord], voor, wat, vrij)
        if not dag and not vrij and terug is not None and met_terug:
            dag = _dag(terug.tekst)
        if met_terug and terug is None and not dag:
            raise Geweigerd.om("geen-tijdstip/terugwerkende-kracht")
        if not dag and not vrij:
            raise Geweigerd.om("geen-tijdstip/inwerkingtreding-noemt")
        tussen = "".join(x.tekst for x in s[werkwoord + 1 : kern])
        if not f"{wat}{tussen}".strip():
            raise Geweigerd.om("dag-verloren/inwerkingtreding")  # «A. treedt in werking»: gaat het over A?
        delen = delen_van(f"{wat} {tussen}")
        self.geef(
            Bepalingsoort.INWERKINGTREDING,
            delen=delen,
            uitgezonderd=uitgezonderd,
            datum=dag,
            tijdstip=vrij,
            voorwaarde=voorwaarde,
            onderwerp=wat,
        )
        if terug is not None:
            self.geef(
                Bepalingsoort.TERUGWERKING,
                delen=self._terug_voor(terug, rest) or delen,
                uitgezonderd=zonder_terug,
                datum=_dag(terug.tekst),
            )
        elif met_terug and dag:
            self.geef(Bepalingsoort.TERUGWERKING, delen=delen, uitgezonderd=uitgezonderd, datum=dag)
        self._horizon(rest, dag)
        if tevens is not None:
            self.geef(
                Bepalingsoort.INTREKKING,
                onderwerp=_zonder_lidwoord(tevens.woorden),
                datum=dag,
                tijdstip="" if dag else vrij,
            )
