"""Willekeurige, geldige regelingen voor eigenschapstests (hypothesis)."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import strategies as st

from verordening.boom import (
    Alinea,
    Cel,
    Eenheid,
    Gegevens,
    Inline,
    Kolom,
    Noot,
    Opmaak,
    Redactie,
    Regeleinde,
    Regeling,
    Rij,
    Soort,
    Status,
    Tabel,
    Tabelgroep,
    Verwijzing,
    smelt,
)
from verordening.eid import met_eids
from verordening.nummers import letter

WOORDEN = st.sampled_from(
    [
        "het",
        "college",
        "kan",
        "besluiten",
        "binnen",
        "acht",
        "weken",
        "de",
        "aanvraag",
        "inwoner",
        "bijstand",
        "€",
        "1.200,00",
        "artikel",
        "8a",
        "tenzij",
        "indien",
        "onderdeel",
        "naar",
        "oordeel",
        "van",
        "raad",
        "stelt",
        "vast",
        "eerste",
        "lid",
        "bedoeld",
        "in",
        "categorie",
        "’s",
        "Participatiewet",
        "<b>",
        "&",
        "“gift”",
        "é",
        "°",
    ]
)
ZINNEN = st.lists(WOORDEN, min_size=1, max_size=14).map(" ".join)
LOSSE_TEKST = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=20
).map(lambda t: unicodedata.normalize("NFC", t))


@st.composite
def inlines(draw, diepte: int = 0) -> tuple[Inline, ...]:
    """Gemengde inhoud met opmaak, verwijzingen, noten en redactie."""
    delen: list[Inline] = [draw(ZINNEN)]
    for _ in range(draw(st.integers(0, 2 if diepte == 0 else 1))):
        soort = draw(st.sampled_from(["tekst", "vet", "ref", "noot", "redactie", "br", "los"]))
        if soort == "tekst":
            delen.append(draw(ZINNEN))
        elif soort == "los":
            delen.append(draw(LOSSE_TEKST))
        elif soort == "br":
            delen.append(Regeleinde())
        elif diepte < 2 and soort == "vet":
            delen.append(
                Opmaak(draw(st.sampled_from(["vet", "cursief", "sup", "kapitaal"])), draw(inlines(diepte + 1)))
            )
        elif diepte < 2 and soort == "ref":
            doel = draw(st.sampled_from(["jci1.3:c:BWBR0015703&artikel=8", "art_2", "https://voorbeeld.nl/?a=1&b=2"]))
            wat = draw(st.sampled_from(["intern", "extern"]))
            delen.append(Verwijzing(doel, wat, draw(inlines(diepte + 1)), (("label-id", "123"),)))
        elif diepte < 2 and soort == "noot":
            delen.append(Noot("1", (Alinea(draw(inlines(diepte + 2))),)))
        elif diepte < 2:
            delen.append(Redactie("extra", draw(inlines(diepte + 1))))
    return smelt(delen)


ALINEAS = st.builds(Alinea, inlines(), st.sampled_from(["", "", "", "tussenkop"]))


@st.composite
def lijsten(draw, diepte: int = 0) -> Eenheid:
    """Een lijst met onderdelen, tot drie niveaus diep."""
    aantal = draw(st.integers(1, 4))
    stijl = [lambda n: f"{letter(n)}.", lambda n: f"{n}°.", lambda n: "–"][min(diepte, 2)]
    onderdelen = []
    for rang in range(1, aantal + 1):
        inhoud: list[object] = [Alinea(draw(inlines()))]
        if diepte < 2 and draw(st.integers(0, 3)) == 0:
            inhoud.append(draw(lijsten(diepte + 1)))
        onderdelen.append(Eenheid(Soort.ONDERDEEL, nummer=stijl(rang), inhoud=tuple(inhoud)))  # type: ignore[arg-type]
    return Eenheid(Soort.LIJST, inhoud=tuple(onderdelen), kenmerken=(("type", "expliciet"),))


@st.composite
def tabellen(draw) -> Tabel:
    """Een kleine CALS-tabel met kop."""
    breed = draw(st.integers(1, 3))
    kolommen = tuple(Kolom(f"c{n}", "1*") for n in range(breed))
    rij = st.lists(ZINNEN, min_size=breed, max_size=breed).map(lambda t: Rij(tuple(Cel((Alinea((z,)),)) for z in t)))
    kop, romp = draw(rij), draw(st.lists(rij, min_size=1, max_size=3))
    return Tabel((Tabelgroep(kolommen, (kop,), tuple(romp)),), titel=("Tabel 1 Bedragen",))


@st.composite
def inhouden(draw) -> tuple:
    """Inhoud van een lid of artikel zonder leden: tekst, eventueel een lijst of tabel, eventueel een slotzin."""
    inhoud: list[object] = [Alinea(draw(inlines()))]
    wat = draw(st.sampled_from(["niets", "niets", "lijst", "tabel", "begrippen"]))
    if wat == "lijst":
        inhoud.append(draw(lijsten()))
        if draw(st.booleans()):
            inhoud.append(Alinea(draw(inlines())))
    elif wat == "tabel":
        inhoud.append(draw(tabellen()))
    elif wat == "begrippen":
        termen = sorted(draw(st.sets(WOORDEN, min_size=1, max_size=4)))
        inhoud.append(
            Eenheid(
                Soort.BEGRIPPENLIJST,
                inhoud=tuple(
                    Eenheid(Soort.BEGRIP, opschrift=(t,), inhoud=(Alinea((draw(ZINNEN) + ";",)),)) for t in termen
                ),
            )
        )
    return tuple(inhoud)


@st.composite
def artikelen(draw, nummer: str) -> Eenheid:
    """Een artikel: met leden, zonder leden, of vervallen."""
    wat = draw(st.sampled_from(["leden", "leden", "tekst", "vervallen"]))
    opschrift = draw(inlines()) if draw(st.booleans()) else ()
    basis = Eenheid(Soort.ARTIKEL, label="Artikel", nummer=nummer, opschrift=opschrift, wId=f"gm0000_1__art_{nummer}")
    if wat == "vervallen":
        return replace(basis, status=Status.VERVALLEN, opschrift=())
    if wat == "tekst":
        return replace(basis, inhoud=draw(inhouden()))
    leden = [Eenheid(Soort.LID, nummer=f"{n}.", inhoud=draw(inhouden())) for n in range(1, draw(st.integers(1, 4)) + 1)]
    return replace(basis, inhoud=tuple(leden))


@st.composite
def regelingen(draw, max_artikelen: int = 6) -> Regeling:
    """Een kleine, geldige regeling met hoofdstukken, artikelen, bijlage en toelichting."""
    aantal = draw(st.integers(1, max_artikelen))
    alle = [draw(artikelen(str(n))) for n in range(1, aantal + 1)]
    knip = draw(st.integers(0, aantal))
    if knip:
        delen: list[Eenheid] = [
            Eenheid(Soort.HOOFDSTUK, label="Hoofdstuk", nummer="1", opschrift=("Algemeen",), inhoud=tuple(alle[:knip]))
        ]
        if alle[knip:]:
            delen.append(Eenheid(Soort.HOOFDSTUK, label="Hoofdstuk", nummer="2", inhoud=tuple(alle[knip:])))
    else:
        delen = alle
    top: list[Eenheid] = [
        Eenheid(Soort.OPSCHRIFT, inhoud=(Alinea(("Verordening proef",)),)),
        Eenheid(Soort.AANHEF, inhoud=(Alinea(("De raad van de gemeente;",)),)),
        Eenheid(Soort.LICHAAM, inhoud=tuple(delen)),
    ]
    if draw(st.booleans()):
        bijlage = Eenheid(Soort.DIVISIETEKST, inhoud=draw(inhouden()))
        top.append(Eenheid(Soort.BIJLAGE, label="Bijlage", nummer="1", opschrift=("Lijst",), inhoud=(bijlage,)))
    regeling = Regeling(
        Gegevens("proef", soort="verordening", citeertitel="Verordening proef"),
        Eenheid(Soort.REGELING, inhoud=tuple(top)),
    )
    return met_eids(regeling)
