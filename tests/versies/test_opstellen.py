"""Van was en wordt naar opdrachten: de juiste vorm, en nooit een besluit dat niet bewezen is."""

import itertools
import random
from dataclasses import replace

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Soort, Status, Tabel, inlinetekst, kaal, tekst, wandel
from verordening.eid import met_eids
from verordening.lezers import lees
from verordening.tekst.markdown import lees as lees_markdown
from versies.opdracht import lees_besluit
from versies.opstellen import Besluitgegevens, stel_op
from versies.opstellen.besluitpapier import besluit_docx
from versies.opstellen.kern import kern_van
from versies.toepassen import pas_toe

KOP = "# Proefverordening\n\n"


def regeling(tekst_):
    return lees_markdown((KOP + tekst_).encode(), naam="proef")


def opdrachten(was, wordt):
    ontwerp = stel_op(regeling(was), regeling(wordt))
    return [(o.zin, list(o.lading)) for o in ontwerp.besluit.opdrachten]


def recht(deel):
    """Getuige: de woorden van lichaam en bijlagen zonder wat vervallen is, rechtstreeks uit de boom."""

    def zonder(e):
        return replace(
            e,
            inhoud=tuple(
                zonder(b) if isinstance(b, Eenheid) else b
                for b in e.inhoud
                if not (isinstance(b, Eenheid) and b.status is Status.VERVALLEN)
            ),
        )

    woorden = [
        w
        for e in deel.wortel.inhoud
        if isinstance(e, Eenheid) and e.soort in (Soort.LICHAAM, Soort.BIJLAGE) and e.status is not Status.VERVALLEN
        for w in tekst(zonder(e)).split()
    ]
    # De punt of het streepje bij een nummer is opmaak.
    return [k for w in woorden if (k := w.rstrip(".)") if len(w) < 5 else w) not in "–-•"]


A = "#### Artikel 1 Termijn\n"
LEDEN = (
    A + "1. Het college beslist binnen acht weken.\n2. Het college kan uitstellen.\n3. Het besluit is schriftelijk.\n"
)
LIJST = A + "Het college weegt:\na. de duur;\nb. de ernst; en\nc. het gedrag.\n"
BEGRIPPEN = "#### Artikel 1 Begripsbepalingen\nIn deze verordening wordt verstaan onder:\n- college: het college;\n- raad: de raad.\n"
GEVALLEN = {
    "een woord": (
        LEDEN,
        LEDEN.replace("acht", "zes"),
        ["In artikel 1, eerste lid, wordt “acht weken” vervangen door “zes weken”."],
    ),
    "woorden erbij": (
        LEDEN,
        LEDEN.replace("uitstellen.", "de beslissing voor ten hoogste vier weken uitstellen."),
        ["In artikel 1, tweede lid, wordt na “kan” ingevoegd “de beslissing voor ten hoogste vier weken”."],
    ),
    "een zin erbij": (
        LEDEN,
        LEDEN.replace("uitstellen.", "uitstellen. Het meldt dat."),
        ["Aan artikel 1, tweede lid, wordt een zin toegevoegd, luidende:"],
    ),
    "lid achteraan": (
        LEDEN,
        LEDEN + "4. De raad wordt ingelicht.\n",
        ["Aan artikel 1 wordt een lid toegevoegd, luidende:"],
    ),
    "lid ertussen": (
        LEDEN,
        LEDEN.replace("3. Het besluit", "3. De raad wordt ingelicht.\n4. Het besluit"),
        ["In artikel 1 wordt onder vernummering van het derde lid tot vierde lid een lid ingevoegd, luidende:"],
    ),
    "lid weg": (
        LEDEN,
        A + "1. Het college beslist binnen acht weken.\n2. Het besluit is schriftelijk.\n",
        ["Artikel 1, tweede lid, vervalt, onder vernummering van het derde lid tot tweede lid."],
    ),
    "laatste lid weg": (LEDEN, LEDEN.rsplit("3.", 1)[0], ["Artikel 1, derde lid, vervalt."]),
    "van tekst naar leden": (
        A + "Het college beslist binnen acht weken na ontvangst.\n",
        A + "1. Het college beslist binnen acht weken na ontvangst.\n2. Het meldt dat aan de raad.\n",
        ["Voor de tekst wordt de aanduiding “1.” geplaatst.", "Er wordt een lid toegevoegd, luidende:"],
    ),
    "van leden naar tekst": (
        A + "1. Het college beslist binnen acht weken na ontvangst.\n2. Het meldt dat aan de raad.\n",
        A + "Het college beslist binnen acht weken na ontvangst.\n",
        ["Artikel 1, tweede lid, alsmede de aanduiding “1.” voor het eerste lid vervallen."],
    ),
    "onderdeel achteraan": (
        LIJST,
        LIJST.replace("ernst; en", "ernst;").replace("gedrag.", "gedrag; en\nd. de omvang."),
        [
            "Aan artikel 1 wordt onder vervanging van “; en” aan het slot van onderdeel b door een puntkomma en van de punt aan "
            "het slot van onderdeel c door “; en” een onderdeel toegevoegd, luidende:"
        ],
    ),
    "onderdeel ertussen": (
        LIJST,
        LIJST.replace("b. de ernst; en\nc.", "b. de omvang;\nc. de ernst; en\nd."),
        [
            "In artikel 1 wordt onder verlettering van de onderdelen b en c tot de onderdelen c en d een onderdeel ingevoegd, luidende:"
        ],
    ),
    "onderdeel weg": (
        LIJST,
        A + "Het college weegt:\na. de duur; en\nb. het gedrag.\n",
        [
            "Artikel 1, onderdeel b, vervalt, onder verlettering van onderdeel c tot onderdeel b en onder vervanging van de puntkomma aan "
            "het slot van onderdeel a door “; en”."
        ],
    ),
    "begrip erbij": (
        BEGRIPPEN,
        BEGRIPPEN.replace("- raad", "- inwoner: wie hier woont;\n- raad"),
        ["In artikel 1 wordt in de alfabetische volgorde een begripsomschrijving ingevoegd, luidende:"],
    ),
    "begrip weg": (
        BEGRIPPEN,
        BEGRIPPEN.replace("- college: het college;\n", ""),
        ["De begripsomschrijving van “college” in artikel 1 vervalt."],
    ),
    "opschrift": (LEDEN, LEDEN.replace("Termijn", "Beslistermijn"), ["Het opschrift van artikel 1 komt te luiden:"]),
    "artikel erbij": (
        LEDEN,
        LEDEN + "#### Artikel 1a Uitstel\nUitstel is mogelijk.\n",
        ["Na artikel 1 wordt een artikel ingevoegd, luidende:"],
    ),
    "artikelen erbij": (
        LEDEN,
        LEDEN + "#### Artikel 2 Uitstel\nUitstel is mogelijk.\n#### Artikel 3 Slot\nEinde.\n",
        ["Na artikel 1 worden twee artikelen ingevoegd, luidende:"],
    ),
    "artikel weg": (LEDEN + "#### Artikel 2 Uitstel\nUitstel is mogelijk.\n", LEDEN, ["Artikel 2 vervalt."]),
    "artikel vooraan": (
        LEDEN,
        "#### Artikel a1 Doel\nDit is het doel.\n" + LEDEN,
        ["Voor artikel 1 wordt een artikel ingevoegd, luidende:"],
    ),
    "veel woorden": (
        LEDEN,
        LEDEN.replace(
            "Het college kan uitstellen.", "De raad regelt bij nadere verordening wanneer uitstel is toegestaan."
        ),
        ["Artikel 1, tweede lid, komt te luiden:"],
    ),
    "hoofdstuk erbij": (
        "## Hoofdstuk 1 Een\n" + LEDEN,
        "## Hoofdstuk 1 Een\n" + LEDEN + "## Hoofdstuk 2 Twee\n#### Artikel 2 Slot\nEinde.\n",
        ["Na hoofdstuk 1 wordt een hoofdstuk ingevoegd, luidende:"],
    ),
    "opschrift hoofdstuk": (
        "## Hoofdstuk 1 Een\n" + LEDEN,
        "## Hoofdstuk 1 Eerste\n" + LEDEN,
        ["Het opschrift van hoofdstuk 1 komt te luiden:"],
    ),
}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_de_vorm_past_bij_de_wijziging(naam):
    was, wordt, zinnen = GEVALLEN[naam]
    assert [z for z, _ in opdrachten(was, wordt)] == zinnen


@pytest.mark.parametrize("naam", GEVALLEN)
def test_en_terug_is_ook_te_bewijzen(naam):
    was, wordt, _ = GEVALLEN[naam]
    ontwerp = stel_op(regeling(wordt), regeling(was))
    assert recht(pas_toe(regeling(wordt), lees_besluit(ontwerp.tekst.tekst)).wordt) == recht(regeling(was))


def test_dezelfde_woorden_in_meer_leden_worden_telkens_vervangen():
    was = A + "1. De consulent beslist snel over de aanvraag.\n2. De consulent schrijft daarna aan de inwoner.\n"
    assert [z for z, _ in opdrachten(was, was.replace("consulent", "adviseur"))] == [
        "In artikel 1 wordt “consulent” telkens vervangen door “adviseur”."
    ]


def test_het_besluit_heeft_alle_delen_en_de_gegevens_van_de_gemeente():
    from datetime import date

    g = Besluitgegevens(
        "Voorbeeldstad",
        "de raad",
        "Raadsbesluit",
        grondslagen=("artikel 149 van de Gemeentewet",),
        inwerking=date(2027, 1, 1),
        terugwerkend=date(2026, 7, 1),
    )
    ontwerp = stel_op(regeling(LEDEN), regeling(LEDEN.replace("acht", "zes")), gegevens=g)
    assert (
        ontwerp.tekst.tekst.splitlines()[0] == "# Raadsbesluit tot wijziging van de Proefverordening per 1 januari 2027"
    )
    for deel in (
        "De raad van de gemeente Voorbeeldstad;",
        "gelet op artikel 149 van de Gemeentewet;",
        "## Artikel I",
        "### A",
        "Dit besluit treedt in werking met ingang van 1 januari 2027 en werkt terug tot en met 1 juli 2026.",
        "Aldus vastgesteld in de openbare vergadering van [datum].",
    ):
        assert deel in ontwerp.tekst.tekst
    gelezen = ontwerp.besluit
    assert gelezen.moment(gelezen.opdrachten[0])[0] == date(2027, 1, 1)
    assert gelezen.geldig_vanaf(gelezen.opdrachten[0]) == date(2026, 7, 1)


def test_geen_verschil_is_geen_besluit():
    with pytest.raises(Geweigerd, match="naar de letter van de tekst gelijk"):
        stel_op(regeling(LEDEN), regeling(LEDEN))


def test_wat_niet_in_een_opdracht_past_wordt_geweigerd_met_plaats():
    was = regeling(LEDEN)
    lichaam = next(e for e in was.wortel.inhoud if isinstance(e, Eenheid) and e.soort is Soort.LICHAAM)
    los = replace(lichaam, inhoud=(Alinea(("Losse tekst zonder artikel.",)), *lichaam.inhoud))
    wordt = met_eids(
        replace(was, wortel=replace(was.wortel, inhoud=tuple(los if e is lichaam else e for e in was.wortel.inhoud)))
    )
    with pytest.raises(Geweigerd, match=r"hoofdindeling|niet te bewijzen"):
        stel_op(was, wordt)


def test_een_ander_beeld_bij_dezelfde_woorden_is_een_wijziging():
    was = A + "De formule is:\n![formule](een.png)\n"
    assert [z for z, _ in opdrachten(was, was.replace("een.png", "twee.png"))] == ["Artikel 1 komt te luiden:"]


def test_een_ander_opschrift_van_de_regeling_wordt_gemeld_en_niet_gewijzigd():
    was = regeling(LEDEN)
    wordt = lees_markdown(("# Proefverordening 2027\n\n" + LEDEN.replace("acht", "zes")).encode())
    assert [b.code for b in stel_op(was, wordt).bevindingen] == ["niet-gewijzigd"]


def test_het_besluit_in_word_leest_als_hetzelfde_besluit():
    ontwerp = stel_op(regeling(LIJST), regeling(GEVALLEN["onderdeel achteraan"][1]))
    terug = lees_besluit(besluit_docx(ontwerp), naam="besluit.docx")
    assert [o.wijzigingen for o in terug.opdrachten] == [o.wijzigingen for o in ontwerp.besluit.opdrachten]


# --- de eigen voorbeeldverordening, en willekeurige wijzigingen daarin ------------------------------------------------


@pytest.fixture(scope="module")
def versies(wortel):
    map_ = wortel / "verordening" / "voorbeeld" / "regelingen" / "verordening-werk-en-inkomen"
    return [lees(p) for p in sorted(map_.glob("*.xml"))]


def test_het_voorbeeld_keert_terug_in_beide_richtingen(versies):
    for was, wordt in [*itertools.pairwise(versies), *zip(versies[1:], versies, strict=False)]:
        ontwerp = stel_op(was, wordt)
        uit = pas_toe(was, lees_besluit(ontwerp.tekst.tekst)).wordt
        assert recht(uit) == recht(wordt)
        assert kern_van(uit) == kern_van(wordt)


def test_de_opdrachten_zijn_niet_langer_dan_met_de_hand(versies, wortel):
    """De besluiten van het voorbeeld zijn met de hand geschreven; de maat is ten hoogste 1,3 keer hun lengte."""
    for naam, was, wordt in (("besluit-2026", *versies[:2]), ("besluit-2027-ontwerp", *versies[1:])):
        hand = lees_besluit(wortel / "verordening" / "voorbeeld" / "besluiten" / f"{naam}.md")
        eigen = sum(len(o.zin) + sum(map(len, o.lading)) for o in stel_op(was, wordt).besluit.opdrachten)
        assert eigen <= 1.3 * sum(len(o.zin) + sum(map(len, o.lading)) for o in hand.opdrachten)


def _bewerk(e, kans, toeval):
    """Een willekeurige wijziging ergens in een artikel: woorden, leden, onderdelen, opschrift of cellen."""
    inhoud = list(e.inhoud)
    for i, b in enumerate(inhoud):
        if isinstance(b, Eenheid):
            inhoud[i] = _bewerk(b, kans, toeval)
        elif isinstance(b, Alinea) and toeval.random() < kans:
            woorden = inlinetekst(b.inhoud).split()
            plek = toeval.randrange(len(woorden)) if woorden else 0
            woorden[plek : plek + toeval.randint(0, 2)] = toeval.sample(
                ["terstond", "de inwoner", "€ 12,50", "ten hoogste", "artikel 9"], toeval.randint(0, 2)
            )
            if woorden:
                inhoud[i] = Alinea((" ".join(woorden),), b.rol)
        elif isinstance(b, Tabel) and toeval.random() < kans:
            groep = b.groepen[0]
            inhoud[i] = replace(b, groepen=(replace(groep, romp=groep.romp[: max(1, len(groep.romp) - 1)]),))
    leden = [i for i, b in enumerate(inhoud) if isinstance(b, Eenheid) and b.soort is Soort.LID]
    if len(leden) > 1 and toeval.random() < kans:
        if toeval.random() < 0.5:
            del inhoud[toeval.choice(leden)]
        else:
            inhoud.insert(
                toeval.choice(leden) + 1,
                Eenheid(Soort.LID, nummer="9.", inhoud=(Alinea(("Het college legt dit vast in een verslag.",)),)),
            )
        leden = [i for i, b in enumerate(inhoud) if isinstance(b, Eenheid) and b.soort is Soort.LID]
        for rang, i in enumerate(leden, 1):
            inhoud[i] = inhoud[i].met(nummer=f"{rang}.")
    opschrift = ("Gewijzigd opschrift",) if e.soort is Soort.ARTIKEL and toeval.random() < kans / 3 else e.opschrift
    return replace(e, inhoud=tuple(inhoud), opschrift=opschrift)


def _wijzig(was, zaad):
    toeval = random.Random(zaad)
    gekozen = {id(e) for e in wandel(was.wortel) if e.soort is Soort.ARTIKEL and toeval.random() < 0.15}

    def loop(e):
        if id(e) in gekozen:
            return _bewerk(e, 0.3, toeval)
        inhoud = []
        for b in e.inhoud:
            if not isinstance(b, Eenheid):
                inhoud.append(b)
                continue
            if b.soort is Soort.ARTIKEL and toeval.random() < 0.02:
                continue
            inhoud.append(loop(b))
            if b.soort is Soort.ARTIKEL and toeval.random() < 0.02:
                inhoud.append(
                    Eenheid(
                        Soort.ARTIKEL,
                        label="Artikel",
                        nummer=f"{kaal(b.nummer)}x",
                        opschrift=("Nieuw",),
                        inhoud=(Alinea(("Nieuw artikel.",)),),
                    )
                )
        return replace(e, inhoud=tuple(inhoud))

    lichaam = next(e for e in was.wortel.inhoud if isinstance(e, Eenheid) and e.soort is Soort.LICHAAM)
    nieuw = loop(lichaam)
    return met_eids(
        replace(was, wortel=replace(was.wortel, inhoud=tuple(nieuw if e is lichaam else e for e in was.wortel.inhoud)))
    )


@pytest.mark.parametrize("zaad", range(12))
def test_willekeurige_wijzigingen_keren_terug(versies, zaad):
    wordt = _wijzig(versies[0], zaad)
    ontwerp = stel_op(versies[0], wordt)
    assert recht(pas_toe(versies[0], lees_besluit(ontwerp.tekst.tekst)).wordt) == recht(wordt)


def test_een_streepje_voor_een_begrip_is_opmaak():
    """Het noemt niets: wie alleen streepjes zet of weghaalt, wijzigt het recht niet (docs/opstellen.md)."""
    zonder = regeling(BEGRIPPEN)
    met = replace(zonder, wortel=_met_streepjes(zonder.wortel))
    assert met.wortel != zonder.wortel and any(e.nummer == "–" for e in wandel(met.wortel))
    assert kern_van(met) == kern_van(zonder)


def _met_streepjes(e):
    nummer = "–" if e.soort is Soort.BEGRIP else e.nummer
    return replace(e, nummer=nummer, inhoud=tuple(_met_streepjes(b) if isinstance(b, Eenheid) else b for b in e.inhoud))


def test_een_eenheid_zonder_nummer_wordt_bij_haar_naam_genoemd():
    def versie(woord):
        leden = (Alinea((f"Binnen {woord} weken beslist het college op de aanvraag.",)),)
        artikelen = (
            Eenheid(Soort.ARTIKEL, "Artikel", "", ("Overgang",), inhoud=leden),
            Eenheid(Soort.ARTIKEL, "Artikel", "2", ("Slot",), inhoud=leden[:0]),
        )
        return met_eids(
            replace(regeling(LEDEN), wortel=Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=artikelen),)))
        )

    with pytest.raises(Geweigerd) as fout:
        stel_op(versie("acht"), versie("zes"))
    zin = fout.value.regel()
    assert "«Artikel Overgang»" in zin and "geen nummer" in zin and "met de hand" in zin
