"""Markdown schrijven: weer gelezen geeft de export woord voor woord hetzelfde recht."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.hulp.bomen import regelingen
from verordening.boom import (
    Alinea,
    Eenheid,
    Gegevens,
    Opmaak,
    Regeling,
    Soort,
    Status,
    Verwijzing,
    alineas,
    tekst,
    wandel,
)
from verordening.lezers import lees as lees_bron
from verordening.tekst.markdown import lees
from verordening.tekst.schrijver import schrijf_markdown


@settings(max_examples=100)
@given(regelingen())
def test_elke_regeling_komt_woordelijk_terug(regeling: Regeling) -> None:
    export = schrijf_markdown(regeling)
    weer = lees(export.inhoud, naam="terug.md")
    assert tekst(weer.wortel).split() == tekst(regeling.wortel).split()
    assert "markdown-niet-gelijk" not in [b.code for b in export.bevindingen]
    artikelen = [(e.nummer, e.status) for e in wandel(regeling.wortel) if e.soort is Soort.ARTIKEL]
    assert [(e.nummer, e.status) for e in wandel(weer.wortel) if e.soort is Soort.ARTIKEL] == artikelen


@pytest.mark.parametrize(
    "pad",
    [
        "regelrecht/BWBR0015703_2026-01-01_0.xml",
        "gemeentestad/consolidaties_2.xml",
        "wetsuite/BWBR0045754_2022-05-01_0.xml",
    ],
)
@pytest.mark.traag
def test_officiele_teksten_komen_woordelijk_terug(data: Path, pad: str) -> None:
    regeling = lees_bron(data / pad)
    export = schrijf_markdown(regeling)
    assert tekst(lees(export.inhoud, naam="terug.md").wortel).split() == tekst(regeling.wortel).split()


def test_officieel_beleid_zonder_artikelen_komt_woordelijk_terug(data: Path) -> None:
    beleid = lees_bron(data / "wetsuite/CVDR680781_1.xml")
    export = schrijf_markdown(beleid)
    assert not [b for b in export.bevindingen if b.ernst == "fout"]
    assert tekst(lees(export.inhoud, naam="terug.md").wortel).split() == tekst(beleid.wortel).split()


def test_wat_niet_terugkomt_is_een_fout_en_geen_geheim() -> None:
    """Tekst zonder artikel en zonder genummerde kop kan de lezer niet als regeling herkennen."""
    lichaam = Eenheid(Soort.LICHAAM, inhoud=(Alinea(("Het college helpt.",)),))
    export = schrijf_markdown(Regeling(Gegevens("x"), Eenheid(Soort.REGELING, inhoud=(lichaam,))))
    assert [(b.code, b.ernst.value) for b in export.bevindingen if b.ernst == "fout"] == [
        ("markdown-niet-gelijk", "fout")
    ]


def _artikel(*inhoud: object, **velden: object) -> Regeling:
    artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", inhoud=inhoud, **velden)  # type: ignore[arg-type]
    return Regeling(Gegevens("x"), Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(artikel,)),)))


@pytest.mark.parametrize(
    "regel",
    [
        "1. geen lid",
        "a) geen onderdeel",
        "– geen streep",
        "# geen kop",
        "> geen citaat",
        "| geen | tabel |",
        "Artikel 5 Termijn",
        "Hoofdstuk 2",
        "een *ster* en [haken] en _streep_ en \\ en <b>",
        "1°. graad",
    ],
)
def test_tekst_die_op_opbouw_lijkt_blijft_tekst(regel: str) -> None:
    weer = lees(schrijf_markdown(_artikel(Alinea((regel,)))).inhoud, naam="a")
    (artikel,) = [e for e in wandel(weer.wortel) if e.soort is Soort.ARTIKEL]
    assert artikel.inhoud == (Alinea((regel,)),)


def test_opmaak_en_verwijzing_keren_terug() -> None:
    inhoud = (
        Alinea(
            (
                "Zie ",
                Opmaak("vet", ("de wet",)),
                " en ",
                Verwijzing("jci1.3:c:BWBR0015703&artikel=8", "extern", ("art. 8",)),
                ".",
            )
        ),
    )
    weer = lees(schrijf_markdown(_artikel(*inhoud)).inhoud, naam="a")
    assert next(e for e in wandel(weer.wortel) if e.soort is Soort.ARTIKEL).inhoud == inhoud


def test_vervallen_blijft_een_status() -> None:
    weer = lees(schrijf_markdown(_artikel(status=Status.VERVALLEN)).inhoud, naam="a")
    assert [e.status for e in wandel(weer.wortel) if e.soort is Soort.ARTIKEL] == [Status.VERVALLEN]
    assert tekst(weer.wortel) == "Artikel 1", "redactionele tekst is geen recht"


def test_een_macht_en_een_index_keren_terug_en_zijn_geen_gewone_cijfers():
    zin = ("Ten hoogste 10", Opmaak("sup", ("3",)), " gram CO", Opmaak("inf", ("2",)), " per jaar.")
    artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", inhoud=(Alinea(zin),))
    regeling = Regeling(Gegevens("x"), Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(artikel,)),)))
    export = schrijf_markdown(regeling)
    assert b"10<sup>3</sup> gram CO<sub>2</sub>" in export.inhoud
    terug = lees(export.inhoud, naam="terug.md")
    assert tekst(terug.wortel) == "Artikel 1\nTen hoogste 10³ gram CO₂ per jaar."
    assert next(alineas(terug.wortel)).inhoud == zin
