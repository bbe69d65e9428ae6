"""The memo about one measure: law, local provisions with a proposal, consequences, money, frameworks, risks, coupling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from impact.model import HERKOMSTSOORTEN, ZEKERHEDEN, Bepaling, Herkomst, Maatregelbeeld, Wetswijziging
from impact.taal import ZEKERHEID, bedrag, beslissers, dag, fase, getal, hoofdletter, ingang_van, opsomming
from impact.uiterlijk import uiterlijk
from verordening.papier import document as d
from versies.wijziging import Spanne, Spannesoort

if TYPE_CHECKING:
    from impact.stuk import Stukgegevens
    from wetgeving.maatregelen import Maatregel

__all__ = ["adressen", "instrumenttekst", "maatregel_blokken", "organentekst", "voorstel", "wetstabel"]

STAND = {
    "gewijzigd": "gewijzigd", "nieuw": "nieuw", "vervallen": "vervallen", "niet in werking": "staat er, werkt nog niet",
    "gelijk": "gelijk gebleven", "niet gevonden": "niet gevonden", "geen tekst": "tekst ontbreekt",
}  # fmt: skip
_RICHTING = {
    "meer": "hoger", "minder": "lager", "lichter": "lichter", "neutraal": "ongeveer gelijk", "verschuiving": "verschuiving",
    "onbekend": "onbekend",
}  # fmt: skip
_TEGENHANGER = {
    "gezien": "geregeld in", "niet-gezien": "niet gezien", "niet-nagezien": "niet nagezien", "niet-aanwezig": "geen tegenhanger",
    "uitgezonderd": "uitgezonderd", "afwijking-mogelijk": "afwijking mogelijk", "telt-mee": "telt mee",
    "niet-vermeld": "niet vermeld", "onbekend": "onbekend",
}  # fmt: skip
_LANGST = 2500
_GELIJK = 300
_OMGEVING = 110
"""In characters: longest new text, longest unchanged text, and what is shown of unchanged words beside a change."""


def instrumenttekst(maatregel: Maatregel) -> str:
    """The local instruments, alternatives and remarks included."""
    delen: list[str] = []
    for i in maatregel.instrumenten:
        naam = ("ICT" if i.soort == "ict" else i.soort) + (f" ({i.noot})" if i.noot else "")
        if i.alternatief == "ja" and delen:
            delen[-1] += f" of {naam}"
        else:
            delen.append(naam)
    staart = " (duiding)" if any(i.duiding == "ja" for i in maatregel.instrumenten) else ""
    return ("; ".join(delen) or "geen") + staart


def organentekst(gegevens: Stukgegevens, maatregel: Maatregel) -> str:
    """Who decides, in words."""
    gr = gegevens.impact.gemeenten.samenwerking.naam
    namen = {
        "gemeenteraad": "elk van de gemeenteraden", "gr": f"het bestuur van {gr}", "college": "het college",
        "wetgever": "de wetgever; er is geen lokale keuze", "onbekend": "onbekend",
    }  # fmt: skip
    return opsomming(namen[w] for w in beslissers(maatregel))


def maatregel_blokken(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[d.Blok]:
    """All blocks about one measure, heading of level 3 first."""
    m = beeld.maatregel
    yield d.Kop(3, (f"{m.id} {m.naam}",), f"maatregel-{m.id}")
    yield _kerngegevens(gegevens, m)
    yield d.kop(4, "Wat verandert er in de wet?")
    yield d.alinea(d.vet("Nu: "), m.was)
    yield d.alinea(d.vet("Straks: " if not _geldt_al(gegevens, m) else "Nieuw: "), m.wordt)
    if beeld.wijzigingen:
        yield wetstabel(beeld)
    yield d.kop(4, "Wat raakt het in onze eigen regels?")
    yield from _bepalingen(gegevens, beeld)
    yield d.alinea(d.vet("Gevolg: "), m.gevolg)
    yield d.kop(4, "Gevolgen, geld en kaders")
    yield d.lijst(*_gevolgen(gegevens, m), *_kaders(gegevens, beeld))
    yield d.kop(4, "Risico’s en samenhang")
    yield d.lijst(*_risicos(gegevens, beeld), *_samenhang(gegevens, m))


def _geldt_al(gegevens: Stukgegevens, m: Maatregel) -> bool:
    ingang = ingang_van(m)
    return ingang is not None and ingang <= gegevens.datum


def _kerngegevens(gegevens: Stukgegevens, m: Maatregel) -> d.Gegevens:
    ingang = ingang_van(m)
    ingangstekst = dag(ingang) if ingang else "onbekend"
    terug = [i for i in m.ingang if i.terugwerkend]
    if terug and (laatste := terug[-1]).juridisch_werkend_vanaf and laatste.geldig_vanaf:
        ingangstekst += f"; een deel werd recht op {dag(laatste.juridisch_werkend_vanaf)} en werkt terug tot {dag(laatste.geldig_vanaf)}"
    if m.gedoogd:
        ingangstekst += f"; vooruitlopen gedoogd van {dag(m.gedoogd.van)} tot en met {dag(m.gedoogd.tot)}"
    for noot in (i.noot for i in m.ingang if i.noot):
        ingangstekst += f" ({noot.rstrip('.')})"
    dagen = []
    for u in uiterlijk(gegevens, m):
        wie = {"gemeenteraad": "raden: ", "ab": "algemeen bestuur: "}.get(u.orgaan, "")
        dagen.append(wie + u.tekst)
    zeker = ZEKERHEID[m.zekerheid] + (f"; {m.zekerheidsnoot}" if m.zekerheidsnoot else "")
    return d.Gegevens((
        ("Fase", (hoofdletter(fase(m)),)),
        ("Gaat in", (hoofdletter(ingangstekst),)),
        ("Instrument", (hoofdletter(instrumenttekst(m)),)),
        ("Wie beslist", (hoofdletter(organentekst(gegevens, m)),)),
        ("Uiterste datum besluit", (hoofdletter("; ".join(dagen)),)),
        ("Voor wie", (hoofdletter(m.doelgroep),)),
        ("Zekerheid", (hoofdletter(zeker),)),
        ("Bronnen", gegevens.bronnen.verwijzing(m.bronsleutels)),
    ))  # fmt: skip


def wetstabel(beeld: Maatregelbeeld) -> d.Tabel:
    """Was-wordt of every place of the law that the measure names, with what the texts show."""
    kolommen = (d.Kolom(("Bepaling",), 1.5), d.Kolom(("Huidige tekst",), 3), d.Kolom(("Nieuwe tekst",), 3))
    rijen = []
    for w in beeld.wijzigingen:
        oordeel = STAND.get(w.stand, w.stand)
        if w.oordeel in ("tegenspraak", "vindplaats", "niet te toetsen"):
            oordeel += f"; {w.oordeel}"
        eerste: list[d.Blok] = [d.alinea(d.vet(w.adres)), d.alinea(oordeel, soort="klein")]
        if w.uitleg:
            eerste.append(d.alinea(w.uitleg, soort="klein"))
        rijen.append(d.Rij((d.Cel(tuple(eerste)), _zijde(w, True), _zijde(w, False))))
    return d.Tabel((f"{beeld.maatregel.id}: wettekst, was en wordt",), kolommen, tuple(rijen))


def _zijde(w: Wetswijziging, was: bool) -> d.Cel:
    from versies.weergave.renvooi import als_inhoud

    if not (w.was or w.wordt):
        return d.cel(d.cursief("(tekst niet gezien)" if w.stand != "gelijk" else "(ongewijzigd)"))
    tekst = w.was if was else w.wordt
    if not tekst:
        return d.cel(d.cursief("(bestond niet)" if was else "(vervallen)"))
    if w.was == w.wordt:
        return d.cel(_kort(tekst, _GELIJK) if was else d.cursief("(gelijk)"))
    if w.spannen:
        return d.Cel((d.Alinea(als_inhoud(_bondig(w.spannen), Spannesoort.INGEVOEGD if was else Spannesoort.VERVALLEN)),))
    return d.cel(_kort(tekst))


def _bondig(spannen: Sequence[Spanne]) -> list[Spanne]:
    """Words that stay the same shortened around what changes, visibly."""
    uit = []
    for s in spannen:
        tekst = s.tekst
        if s.soort is Spannesoort.GELIJK and len(tekst) > 2 * _OMGEVING + 40:
            tekst = f"{tekst[:_OMGEVING].rsplit(' ', 1)[0]} […] {tekst[-_OMGEVING:].split(' ', 1)[-1]}"
        uit.append(Spanne(s.soort, tekst))
    return uit


def _kort(tekst: str, langst: int = _LANGST) -> str:
    """Long words of law cut off, visibly."""
    tekst = " ".join(tekst.split())
    return tekst if len(tekst) <= langst else tekst[:langst].rsplit(" ", 1)[0] + " […] (ingekort; de hele tekst staat in de wet)"


# --- local provisions -------------------------------------------------------------------------------------------------


def _bepalingen(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[d.Blok]:
    if not beeld.bepalingen:
        yield d.alinea(f"Geen bepaling. {hoofdletter(beeld.geen_reden)}" if beeld.geen_reden else "Geen bepaling gevonden.")
        return
    kolommen = (d.Kolom(("Bepaling",), 2.2), d.Kolom(("Waarom",), 3.2), d.Kolom(("Voorstel",), 2.4))
    groepen: dict[tuple[str, ...], list[Bepaling]] = {}
    for b in beeld.bepalingen:
        sterkste = _sterkste(b)
        bewijs = f"{hoofdletter(sterkste.bewijs.rstrip('.'))} ({sterkste.soort}, zekerheid {sterkste.zekerheid})." if sterkste else ""
        sleutel = (b.regeling, _status(b), bewijs, b.waarom, voorstel(b, beeld))
        groepen.setdefault(sleutel, []).append(b)
    rijen = []
    for (slug, status, bewijs, vastgelegd, advies), groep in groepen.items():
        waar = [d.alinea(d.vet(gegevens.impact.regeling(slug).citeertitel), ": ", adressen([b.adres for b in groep]))]
        waar += [d.alinea(status, soort="klein")] if status else []
        waarom = [d.alinea(bewijs)] if bewijs else []
        waarom += [d.alinea(vastgelegd, soort="klein")] if vastgelegd else []
        rijen.append(d.Rij((d.Cel(tuple(waar)), d.Cel(tuple(waarom) or (d.alinea("Vastgelegd door een persoon."),)), d.cel(advies))))
    yield d.Tabel((f"{beeld.maatregel.id}: geraakte bepalingen",), kolommen, tuple(rijen))


def _sterkste(b: Bepaling) -> Herkomst | None:
    """The strongest finding; all of them stand in the output of «koppeling»."""
    gevonden = [h for h in b.herkomst if h.soort != "vastgelegd"]
    return min(gevonden, key=lambda h: (ZEKERHEDEN.index(h.zekerheid), HERKOMSTSOORTEN.index(h.soort)), default=None)


def adressen(lijst: Sequence[str]) -> str:
    """Addresses with the leden of one artikel together.

    >>> adressen(["artikel 4, eerste lid", "artikel 4, tweede lid", "artikel 5", "bijlage 2"])
    'artikel 4, eerste en tweede lid; artikel 5; bijlage 2'
    """
    per_artikel: dict[str, list[str]] = {}
    for adres in lijst:
        artikel, komma, rest = adres.partition(", ")
        if komma and rest.endswith(" lid") and "," not in rest:
            per_artikel.setdefault(artikel, []).append(rest.removesuffix(" lid"))
        else:
            per_artikel.setdefault(adres, [])
    return "; ".join(f"{artikel}, {opsomming(leden)} lid" if leden else artikel for artikel, leden in per_artikel.items())


def _status(b: Bepaling) -> str:
    """What a person decided; empty while nobody has."""
    if b.status == "voorstel":
        return ""
    wanneer = f" op {dag(b.wanneer)}" if b.wanneer else ""
    return f"{b.status} door {b.wie or 'onbekend'}{wanneer}"


def voorstel(b: Bepaling, beeld: Maatregelbeeld) -> str:
    """What to do with the provision: what the dossier already does, else what the kind of link asks for."""
    if b.status == "verworpen":
        return "Geen: de koppeling is beoordeeld en verworpen."
    if b.verwerkt:
        return " ".join(
            f"{'Vervalt' if v.soort == 'vervallen' else 'Aangepast'} in de versie per {dag(v.vanaf)}"
            + (f" ({v.status}{', ' + v.besluit if v.besluit else ''})." if v.status != "geldend" or v.besluit else ".")
            for v in b.verwerkt
        )
    wetskant = {w.jci: w.stand for w in beeld.wijzigingen}
    soorten = {h.soort for h in b.herkomst}
    if any(h.soort == "grondslag" and wetskant.get(h.jci) == "vervallen" for h in b.herkomst):
        return "Schrappen of een andere grondslag noemen: de grondslag in de wet vervalt."
    if "grondslag" in soorten:
        return "Nagaan of de bepaling nog past bij de gewijzigde grondslag; zo nodig aanpassen."
    if "bedrag" in soorten:
        return "Het bedrag gelijk maken aan dat van de wet, of naar de wet verwijzen."
    if "tekst" in soorten:
        return "De overgenomen wettekst bijwerken of vervangen door een verwijzing."
    if "verwijzing" in soorten:
        return "De verwijzing nalopen en de bepaling aanpassen aan de nieuwe wettekst."
    if "begrip" in soorten:
        return "Nagaan of het begrip nog betekent wat de bepaling bedoelt."
    if "keten" in soorten:
        return "Meenemen bij de wijziging van de bepaling waar deze op rust."
    return "Beoordelen of aanpassing nodig is."


# --- consequences -----------------------------------------------------------------------------------------------------


def _gevolgen(gegevens: Stukgegevens, m: Maatregel) -> Iterator[d.Blok]:
    raakt = m.klantprofielen.lijst
    namen = [f"{k.sleutel} ({k.naam[:1].lower() + k.naam[1:]})" for k in gegevens.impact.kaders.van_soort("klantprofiel")
             if k.sleutel in raakt]  # fmt: skip
    niet = [k.sleutel for k in gegevens.impact.kaders.van_soort("klantprofiel") if k.sleutel not in raakt]
    wie = opsomming(namen) if raakt else "niet af te leiden"
    staart = f" Niet: {opsomming(niet)}." if raakt and niet else ""
    duiding = " (duiding)" if m.klantprofielen.duiding == "ja" else ""
    yield d.alinea(d.vet("Klantprofielen: "), f"{wie}. {m.klantprofielen.grond}{staart}{duiding}")
    soorten = {i.soort for i in m.instrumenten}
    uitvoering = []
    if "werkinstructie" in soorten:
        uitvoering.append("werkinstructie aanpassen")
    if "ict" in soorten:
        uitvoering.append("systeem aanpassen")
    yield d.alinea(d.vet("Uitvoering en ICT: "), hoofdletter(opsomming(uitvoering) if uitvoering else "geen aparte aanpassing genoemd"), ".")
    yield d.alinea(
        d.vet("Geld: "), f"richting van de uitgaven: {_RICHTING[m.uitgaven.richting]}. {hoofdletter(m.uitgaven.noot)}. "
        f"Bedrag voor deze maatregel: {m.uitgaven.bedrag}."
    )  # fmt: skip
    bedragen = [b for b in gegevens.impact.lijst.bedragen if m.id in b.maatregelen.split()]
    if bedragen:
        delen = []
        for b in bedragen:
            waarde = bedrag(float(b.waarde)) if b.eenheid == "euro" else f"{getal(float(b.waarde))}%"
            per = f" per {b.per}" if b.per != "geen" and b.eenheid == "euro" else ""
            delen.append(f"{b.naam[:1].lower() + b.naam[1:]}: {waarde}{per}" + (f" (was {b.was})" if b.was else ""))
        yield d.alinea(d.vet("Bedragen in de wet: "), "; ".join(delen), f" (stand {dag(bedragen[0].peildatum)}).")


def _kaders(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[d.Blok]:
    kaders = gegevens.impact.kaders
    raakvlakken = kaders.raakvlakken_van(beeld.maatregel.id)
    if not raakvlakken:
        yield d.alinea(d.vet("Kaders: "), "geen kader geraakt volgens de gegevens.")
        return
    for r in raakvlakken:
        namen = opsomming(f"{s} {kaders[s].naam[:1].lower() + kaders[s].naam[1:]}" for s in r.lijst)
        yield d.alinea(d.vet("Kaders: "), f"{namen}. {r.grond}{' (duiding)' if r.duiding == 'ja' else ''}")
    vragen = [f"{kaders[s].vraag} ({s})" for r in raakvlakken for s in r.lijst if kaders[s].vraag]
    if vragen:
        yield d.alinea(d.vet("Toetsvragen: "), " ".join(vragen))


def _risicos(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[d.Blok]:
    m = beeld.maatregel
    for noot in m.let_op:
        yield d.alinea(d.vet("Let op: "), noot)
    for t in gegevens.impact.lijst.tegenstrijdigheden:
        if m.id in t.maatregelen.split():
            yield d.alinea(d.vet(f"Bronnen spreken elkaar tegen ({t.id}): "), f"{t.punt}. Enerzijds: {t.bron_a}. "
                           f"Anderzijds: {t.bron_b}. Oordeel: {t.oordeel}")  # fmt: skip
    for leemte in gegevens.impact.lijst.leemten:
        if m.id in leemte.maatregelen.split():
            yield d.alinea(d.vet("Onbekend: "), leemte.tekst)
    for w in beeld.wijzigingen:
        if w.oordeel == "tegenspraak":
            yield d.alinea(d.vet("Tegenspraak met de wettekst: "), f"{w.adres}. {w.uitleg}")
    if m.fase.noot and m.fase.onzeker == "ja":
        yield d.alinea(d.vet("Onzekere fase: "), m.fase.noot)


def _samenhang(gegevens: Stukgegevens, m: Maatregel) -> Iterator[d.Blok]:
    for k in m.koppelingen:
        yield d.alinea(d.vet("Samenhang: "), f"{k.noot} ({k.soort}; zekerheid: {ZEKERHEID[k.zekerheid]})")
    delen = []
    for t in m.tegenhangers:
        tekst = f"{t.wet}: {_TEGENHANGER[t.stand]}"
        if t.stand == "gezien" and t.jci:
            tekst += f" {_adres(t.jci)}"
        delen.append(tekst + (f" ({t.noot.rstrip('.')})" if t.noot else ""))
    if delen:
        yield d.alinea(d.vet("Andere regelingen: "), "; ".join(delen), ".")
    if m.plek.lijst:
        yield d.alinea(d.vet("Plek in de verordening: "), f"{m.plek.noot} (duiding).")
    if not (m.koppelingen or delen or m.plek.lijst or m.let_op):
        yield d.alinea("Geen risico of samenhang genoemd in de gegevens.")


def _adres(jci: str) -> str:
    from verordening.adres import uit_jci

    try:
        return uit_jci(jci).tekst(kort=True)
    except ValueError:
        return jci
