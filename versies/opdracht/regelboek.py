"""The ledger of a decision: every line is claimed once, and the claims together are the source.

The reader enters what it took each line for. Closing lays three things beside each other: the source, the claims, and what was
read. A line that no claim covers, a claim behind which nothing was read, and a line that looks like something else than what it
was claimed as, are refusals with their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verordening.bevinding import Bevinding, Geweigerd
from verordening.verantwoording import Boekhouder, Klasse, letters_en_cijfers
from versies.besluit import Besluit, Bronplek, Opdracht, Regel, Regelsoort, Wijzigartikel, regelnummers
from versies.opdracht.adressen import lees_plek
from versies.opdracht.beeld import beeld
from versies.opdracht.indeling import Blokje, Deel
from versies.opdracht.woorden import patroon

_SOORT = {
    "kop": Regelsoort.AANHEF,
    "artikel": Regelsoort.KOP,
    "bijlage": Regelsoort.NIEUWE_TEKST,
    "slot": Regelsoort.ONDERTEKENING,
    "toelichting": Regelsoort.TOELICHTING,
}


def claim_deel(
    deel: Deel, naam: str, artikelen: Sequence[Wijzigartikel], *, los: bool = False
) -> tuple[list[Regel], list[Geweigerd]]:
    """The claims of a part that holds no instructions, and the lines in it that look as if they were one.

    Args:
        deel: the part.
        naam: name of the source, for the places.
        artikelen: what was read of the decision's articles.
        los: an annex that no instruction uses: left out.
    """
    soort = Regelsoort.WEGGELATEN if los else _SOORT[deel.soort]
    hoort = f"{deel.soort} {deel.nummer}".strip() if deel.soort in ("artikel", "bijlage") else ""
    kop = Regelsoort.KOP if deel.soort != "slot" else soort
    eerste = Regelsoort.KOP if deel.soort == "kop" else soort
    koppen = [Regel(b.regel, kop, b.ruw, hoort, b.kolom) for b in deel.koppen]
    if deel.soort == "artikel":
        return koppen, [*_beperkt(deel, naam)]
    soorten = [eerste, *[soort] * len(deel.regels)]
    paren = zip(deel.regels, soorten, strict=False)
    rest = [Regel(b.regel or deel.regel, wat, b.ruw or b.tekst, hoort, b.kolom) for b, wat in paren]
    fouten = [
        _verdacht(b, deel, naam)
        for b in deel.regels
        if (deel.soort == "kop" or not b.lading) and _staat_los(b, deel, artikelen)
    ]
    if deel.soort in ("kop", "slot") and not fouten:
        mee = [b for b, besloten in zinnen_van(deel) if _beslist_mee(b.tekst.strip(), besloten, deel, artikelen)]
        laatste = deel.regels[-1:] if deel.soort == "kop" and artikelen else []
        mee += [b for b in laatste if b not in mee and patroon("GEEN_DICTUM").match(b.tekst.strip())]
        plekken = ((b, str(Bronplek(naam, b.regel, b.kolom))) for b in mee)
        fouten += [Geweigerd.om("opdracht-buiten-artikel/besloten", p, zin=b.tekst.strip()[:80]) for b, p in plekken]
    return [*koppen, *rest], fouten


def _beperkt(deel: Deel, naam: str) -> Iterator[Geweigerd]:
    """A limit between «besluit» and the regulation, in the sentence that became the heading of the only article."""
    for blokje in deel.regels[:1]:
        zin = blokje.ruw.strip()
        t, regeling = patroon("BESLOTEN").match(zin), beeld(zin).aankondiging
        if t is not None and regeling and patroon("BEPERKT").search(zin[t.start("rest") : zin.find(regeling)]):
            plek = str(Bronplek(naam, blokje.regel, blokje.kolom))
            yield Geweigerd.om("opdracht-buiten-artikel/besloten", plek, zin=zin[:80])


def zinnen_van(deel: Deel) -> Iterator[tuple[Blokje, str]]:
    """The lines of the preamble below the title, or of the signature, with what of them stands behind «besluit»."""
    begonnen, titel = False, titelplek(deel.regels) if deel.soort == "kop" else -1
    for blokje in (b for plek, b in enumerate(deel.regels) if plek != titel):
        zin = blokje.tekst.strip()
        t = patroon("BESLOTEN").match(zin) if deel.soort == "kop" and not begonnen else None
        begonnen = begonnen or t is not None
        if not blokje.lading:
            yield blokje, zin[t.start("rest") if t is not None else 0 :] if begonnen else ""


def _beslist_mee(zin: str, besloten: str, deel: Deel, artikelen: Sequence[Wijzigartikel]) -> bool:
    """Whether a line around the articles decides on the text too; only the articles of a decision are executed."""
    gezien = beeld(zin)
    # «Gelet op artikel V» noemt een wet; wat er dan gebeurt, zegt alleen een zin met een daad.
    eigen = patroon("EIGEN_DEEL").search(zin) and (gezien.taal or not gezien.begint("GELET"))
    if deel.soort == "slot":
        # Onder de namen kan uitleg staan; alleen wat zelf ondertekent of over het besluit spreekt, bepaalt mee.
        tekent = gezien.slot and not gezien.begint("RECHTSMIDDEL") and (gezien.taal or patroon("BEPERKT").search(zin))
        return bool(eigen or tekent or patroon("OVER_BESLUIT").search(zin))
    weg = "trekken" in besloten and any(a.regeling and a.regeling in besloten for a in artikelen)
    status = patroon("MERK_VAN_ONTWERP").sub("", zin) if zin == deel.regels[0].tekst.strip() else ""
    vooraf = patroon("NIET_VAN_KRACHT").search(status)
    plek = lees_plek(gezien.kern, 0)
    daad = plek is not None and patroon("WERKWOORD_VAN_OPDRACHT").search(gezien.kern, plek.einde)
    plaats = daad or (gezien.taal and (gezien.begint("PLAATS_VOORAAN") or gezien.begint("ZIN_MET_DAAD")))
    over = vooraf or plaats or patroon("OVER_BESLUIT").search(zin)
    return bool(weg or eigen or over or patroon("BESLIST_MEE").search(besloten))


def alleen_genoemd(deel: Deel, naam: str, artikelen: Sequence[Wijzigartikel]) -> Iterator[Bevinding]:
    """An artikel that the preamble or the explanatory note says something is done to («is het gewenst artikel 8 te laten vervallen»,
    «ook wordt in artikel 8 “a” vervangen»), and no instruction changes."""
    gewijzigd = {s.nummer for a in artikelen for o in a.opdrachten for s in _artikelen(o)}
    regelingen = {"", *(a.regeling for a in artikelen)}
    regels = deel.regels if deel.soort == "toelichting" else [b for b, _ in zinnen_van(deel)]
    for blokje in regels if gewijzigd else ():
        for gezien in blokje.beeld.zinnen if deel.soort == "toelichting" else [blokje.beeld]:
            plekken = (lees_plek(gezien.regel, t.start()) for t in patroon("PLEK").finditer(gezien.regel))
            genoemd = {a.artikel for p in plekken if p is not None and p.regeling in regelingen for a in p.adressen}
            daad = gezien.taal and (deel.soort == "kop" or patroon("AANGEHAALDE_WOORDEN").search(gezien.regel))
            if daad and not gezien.begint("GELET") and (los := genoemd - gewijzigd - {""}):
                plek, waar = str(Bronplek(naam, blokje.regel)), "aanhef" if deel.soort == "kop" else deel.soort
                yield Bevinding.van("aanhef-noemt", plek, gezien.regel[:160], plek, artikel=min(los), waar=waar)


def titelplek(kop: Sequence[Blokje]) -> int:
    """Which line of the head is the title: the second, when that is marked as a heading and the first is not."""
    return int([b.ruw.startswith("#") for b in kop[:2]] == [False, True])


def _staat_los(blokje: Blokje, deel: Deel, artikelen: Sequence[Wijzigartikel]) -> bool:
    """True when a line outside the instructions is one: in a toelichting only when the decision changes that artikel nowhere."""
    zinnen = (beeld(patroon("WAAROM").sub("", b.regel)) for b in blokje.beeld.zinnen)
    opdrachten = [b for b in zinnen if b.opdracht]
    if deel.soort not in ("toelichting", "bijlage"):
        gezien = blokje.beeld
        los = gezien.tabelrij or gezien.plaats is not None or patroon("ALLEEN_NUMMER").fullmatch(gezien.kern)
        eigen = gezien.werking or (deel.soort == "kop" and bool(los))
        eigen = eigen or (deel.soort == "slot" and patroon("BESLUITTAAL").match(gezien.kern) is not None)
        return bool(opdrachten) or eigen or gezien.lijkt or gezien.begint("KOPJE")
    gewijzigd = {s.nummer for a in artikelen for o in a.opdrachten for s in _artikelen(o)}
    return any(
        a.artikel and a.artikel not in gewijzigd
        for b in opdrachten
        for p in b.plaatsen
        if not p.regeling or p.regeling in {a.regeling for a in artikelen}
        for a in p.adressen
    )


def _artikelen(opdracht: Opdracht) -> Iterator:
    for w in opdracht.wijzigingen:
        plek = w.anker.plek if hasattr(w, "anker") and not hasattr(w, "plek") else w.plek
        yield from (s for s in plek.adres.stappen if s.soort == "artikel")


def _verdacht(blokje: Blokje, deel: Deel, naam: str) -> Geweigerd:
    waar = {"kop": "de aanhef", "slot": "de ondertekening"}.get(deel.soort, f"de {deel.soort}")
    plek = str(Bronplek(naam, blokje.regel, blokje.kolom))
    return Geweigerd.om("opdracht-buiten-artikel", plek, waar=waar, blokje=blokje.tekst.strip()[:80])


def op_volgorde(regels: Sequence[Regel], fouten: Sequence[Geweigerd]) -> tuple[Regel, ...]:
    """The claims in the order of the source; a line with a refusal is not read, whatever it was claimed as."""
    fout = regelnummers(fouten)
    uit = sorted((r for r in regels if r.tekst.strip()), key=lambda r: (r.regel, r.kolom))
    return tuple(replace(r, soort=Regelsoort.ONGELEZEN) if r.regel in fout else r for r in uit)


def sluit_regelboek(
    besluit: Besluit, regels: Sequence[Regel], fouten: Sequence[Geweigerd], bron: Sequence[str]
) -> list[Geweigerd]:
    """What is claimed by nothing, or claimed without having been read."""
    gemeld = regelnummers(fouten)
    uit = [
        Geweigerd.om("regel-ongelezen", str(Bronplek(besluit.naam, r.regel, r.kolom)), deel_r=r.tekst.strip()[:80])
        for r in regels
        if r.soort is Regelsoort.ONGELEZEN and r.regel < min(gemeld, default=r.regel + 1)  # Daaronder is al geweigerd.
    ]
    if not bron:
        return uit
    boek = Boekhouder()
    for r in regels:
        boek.tel(Klasse.STRUCTUUR if r.soort is Regelsoort.KOP else Klasse.GEPLAATST, r.soort.value)
    geclaimd = "".join(r.tekst for r in sorted(regels, key=lambda r: (r.regel, r.kolom)))
    for post in boek.sluit("".join(bron), geclaimd).posten:
        plek = str(Bronplek(besluit.naam, _regel_van(bron, int(post.plaats.split()[1]))))
        uit.append(Geweigerd.om("regel-ongelezen/bron-gelezen", plek, fragment=post.fragment))
    return uit


def _regel_van(bron: Sequence[str], teken: int) -> int:
    """The line that holds the n-th letter or digit."""
    for nummer, regel in enumerate(bron, 1):
        teken -= len(letters_en_cijfers(regel))
        if teken < 0:
            return nummer
    return len(bron)
