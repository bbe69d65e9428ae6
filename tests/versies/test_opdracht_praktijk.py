"""Decisions as municipalities print them: lay-out, quotation marks, tables, moments; and what must not be guessed."""

import pytest

from tests.versies.gevallen import proef
from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from versies.opdracht import lees_besluit, toets_besluit
from versies.opdracht.uitleg import bepaling_in_woorden, in_woorden
from versies.toepassen import pas_toe

KOP = "Besluit\n\n## Artikel I\nDe Proefverordening 2024 wordt als volgt gewijzigd:\n### A\n"


def begrepen(bron: str) -> list[str]:
    return [in_woorden(w) for o in lees_besluit(bron).opdrachten for w in o.wijzigingen]


def geweigerd(*regels: str) -> str:
    _, fouten = toets_besluit(KOP + "\n".join(regels) + "\n")
    assert fouten, "had geweigerd moeten worden"
    return fouten[0].code


def test_nummers_op_een_eigen_regel_met_opsomtekens():
    bron = """Wijziging

ArtikelI



De Proefverordening 2024 wordt als volgt gewijzigd:

A.

Artikel 3 wordt als volgt gewijzigd:

 • 1.

  In het eerste lid wordt “schriftelijk” vervangen door “digitaal”.

 • 2.

  Het tweede lid komt te luiden:

  “2. Het college beslist binnen zes weken.”

B .

\tNa artikel 8 wordt een artikel ingevoegd, luidende:

“Artikel 8a Nieuw

 • 1.

   Het college schrijft, anders dan artikel 3 bepaalt, dat “x” wordt vervangen door “y”.

 • 2.

   De raad kan dat ook.”

ArtikelII Inwerkingtreding

Deze verordening treedt in werking op de dag na bekendmaking.
"""
    assert begrepen(bron) == [
        "in artikel 3, eerste lid: «schriftelijk» wordt «digitaal» (precies één keer)",
        "artikel 3, tweede lid, wordt vervangen door lid 2",
        "nieuw na artikel 8: Artikel 8a Nieuw",
    ]
    wordt = tekst(pas_toe(proef(), lees_besluit(bron)).wordt.wortel)
    assert "dat “x” wordt vervangen door “y”" in wordt
    assert "Het college beslist binnen zes weken." in wordt and "“2." not in wordt


def test_een_besluit_zonder_artikelen():
    besluit = lees_besluit(
        "Wijziging\n\nHet college;\n\nBESLUIT:\n\nde Proefverordening 2024, vastgesteld bij besluit van 3 mei 2023, als volgt te wijzigen.\n\n"
        "In artikel 9 wordt ‘kan’ vervangen door ‘mag’\n\nDit besluit treedt in werking op 1 januari 2026.\n\nAldus vastgesteld op 1 december 2025.\n"
    )
    assert [o.naam for o in besluit.opdrachten] == ["het besluit"]
    assert [bepaling_in_woorden(b) for b in besluit.bepalingen] == ["inwerkingtreding; 1-1-2026"]
    assert "mag van deze verordening" in tekst(pas_toe(proef(), besluit).wordt.wortel)


WAS = """Besluit

Artikel 1
De Proefverordening 2024 wordt gewijzigd zoals aangegeven in onderstaande tabel:

| Artikel | Huidige tekst | Nieuwe tekst | Toelichting |
|---|---|---|---|
| {} |

Artikel 2
Deze verordening treedt in werking op 1 januari 2026.
"""


def test_een_tabel_met_huidige_en_nieuwe_tekst_wordt_precies_uitgevoerd():
    bron = WAS.format(
        "3, tweede lid | 2. Het college beslist binnen acht weken op de aanvraag. | 2. Het college beslist binnen zes weken op de aanvraag. | korter"
    )
    wordt = tekst(pas_toe(proef(), lees_besluit(bron)).wordt.wortel)
    assert "binnen zes weken op de aanvraag" in wordt and "acht weken" not in wordt


def test_een_tabel_waarvan_de_huidige_tekst_niet_klopt_wordt_geweigerd():
    bron = WAS.format(
        "3, tweede lid | Het college beslist binnen negen weken op de aanvraag. | Het college beslist binnen zes weken. | "
    )
    with pytest.raises(Geweigerd, match=r"negen weken.*komen niet voor"):
        pas_toe(proef(), lees_besluit(bron))


@pytest.mark.parametrize(
    ("rij", "reden"),
    [
        ("3 en 4 | oud | nieuw | ", "geen ene plaats"),
        ("3, tweede lid | Het college (…) op de aanvraag. | Het college beslist. | ", "puntjes"),
        ("3, vijfde lid |  | Nieuw lid. | ", "geen huidige tekst"),
        ("3, tweede lid | Het college beslist. |  | ", "geen nieuwe tekst"),
        ("3, tweede lid | Het college beslist. | Dit lid vervalt. | ", "over de tekst"),
        ("3, tweede lid | Het college beslist. | Geschrapt (zie 4) | ", "geen zin"),
        ("3, tweede lid | Het college beslist. | Het college beslist. Artikel 9 vervalt. | ", "over de tekst"),
        ("3, tweede lid | Het college beslist. | Het bestuur beslist (was: het college). | ", "zegt er iets over"),
        ("3, tweede lid | Het college beslist. | 3. Het bestuur beslist. | ", "ander of een tweede nummer"),
        ("3, tweede lid | Het college beslist. | Het bestuur beslist. 3. Het college betaalt. | ", "tweede nummer"),
        ("3, tweede lid | Het college beslist. | X | ", "geen zin"),
    ],
)
def test_een_onduidelijke_rij_wordt_geweigerd(rij, reden):
    _, (fout,) = toets_besluit(WAS.format(rij))
    assert fout.code == "wastabel" and reden in fout.reden


def test_een_rij_die_vervalt_noemt_de_hele_tekst_die_vervalt():
    besluit = lees_besluit(WAS.format("9 | Het college kan van deze verordening afwijken. | vervalt | "))
    assert [in_woorden(w) for o in besluit.opdrachten for w in o.wijzigingen] == ["artikel 9 vervalt"]
    pas_toe(proef(), besluit)
    with pytest.raises(Geweigerd, match=r"artikel 9 luidt niet «Het college kan afwijken.»"):
        pas_toe(proef(), lees_besluit(WAS.format("9 | Het college kan afwijken. | vervalt | ")))


def test_een_kolom_die_niemand_leest_maakt_de_tabel_onleesbaar():
    tabel = "| Artikel | Was | Wordt | Ingangsdatum |\n|---|---|---|---|\n| 3, tweede lid | Het college beslist. | De raad beslist. | 1 januari 2030 |\n"
    _, (fout, *_) = toets_besluit(f"Besluit\n\nArtikel I\nDe Verordening proef wordt als volgt gewijzigd:\n\n{tabel}")
    assert fout.code == "opdracht-onleesbaar"


def test_een_dag_in_de_opdracht_zelf_gaat_niet_verloren():
    besluit = lees_besluit(
        KOP
        + "Artikel 9 komt met ingang van 1 maart 2027 te luiden:\n> Artikel 9 Afwijken\n> Het college mag afwijken.\n### B\nArtikel 8 vervalt.\n"
        "## Artikel II\nDit besluit treedt in werking op 1 januari 2026.\n"
    )
    assert [(d.datum.isoformat(), [o.naam for o in d.opdrachten]) for d in besluit.doelen()] == [
        ("2027-03-01", ["artikel I, onderdeel A"]),
        ("2026-01-01", ["artikel I, onderdeel B"]),
    ]


@pytest.mark.parametrize(
    ("regels", "code"),
    [
        (
            [
                "In artikel 3 wordt in het eerste, tweede en derde lid “a” respectievelijk “b” vervangen door “c” respectievelijk “d”."
            ],
            "verdeling",
        ),
        (["In artikel 3 worden in het eerste en tweede lid “a” en “b” vervangen door “c” en “d”."], "verdeling"),
        (["In artikel 3, eerste lid, worden “a” en “b” vervangen door “c”, “d” en “e”."], "verdeling"),
        (["In artikel 3, eerste lid, worden “a” en “b” vervangen door: c, d en e."], "verdeling"),
        (
            ["In artikel 3, eerste lid, wordt “a” vervangen door: b en wordt na c “d” vervangen door: e."],
            "lading-loopt-door",
        ),
        (["In artikel 3, eerste lid, wordt “a” vervangen door: b, “c” vervangen door: d."], "lading-loopt-door"),
        (["In artikel 3, eerste lid, wordt “a” vervangen door: de brieven”."], "citaat-scheef"),
        (["Artikel 3, tweede lid, komt te luiden:", "> “2. Het college beslist."], "citaat-scheef"),
        (
            ["De in artikel 1 opgenomen begripsbepalingen onder de nummers 1 en 3 komen te vervallen."],
            "opdracht-onleesbaar",
        ),
        (["De bedragen in artikel 7, eerste en tweede lid, komen te luiden:", "> € 5"], "verdeling"),
    ],
)
def test_wat_niet_zeker_is_wordt_geweigerd(regels, code):
    assert geweigerd(*regels) == code


def test_een_opdracht_als_eerste_zin_van_een_artikel_glipt_niet_door_als_eigen_bepaling():
    for zin in (
        "De bepalingen 4 en 5 worden hernoemd en vernummerd.",
        "De woorden op bladzijde 2 worden geschrapt.",
        "Het woord college wordt doorgehaald.",
    ):
        _, fouten = toets_besluit(f"Besluit\n\n## Artikel I\n{zin}\n")
        assert [f.code for f in fouten] in (["opdracht-onleesbaar"], ["hele-regeling"]), zin


@pytest.mark.parametrize(
    ("adres", "nieuw"),
    [
        ("artikel 2", "Artikel 9 Nieuw"),
        ("artikel 2", "#### Artikel 9 Nieuw"),
        ("artikel 2", "#### Nieuw"),
        ("hoofdstuk 2", "Hoofdstuk 3 Nieuw"),
        ("hoofdstuk 2", "## Hoofdstuk 3 Nieuw"),
    ],
)
def test_een_opschrift_met_een_vreemde_aanduiding_wordt_geweigerd(adres, nieuw):
    assert geweigerd(f"Het opschrift van {adres} komt te luiden:", f"> {nieuw}") == "kop-aanduiding"


@pytest.mark.parametrize("nieuw", ["Nieuw", "Artikel 2 Nieuw", "#### Artikel 2 Nieuw", "Artikel 2. Nieuw"])
def test_een_opschrift_mag_de_eigen_aanduiding_dragen(nieuw):
    besluit = lees_besluit(KOP + f"Het opschrift van artikel 2 komt te luiden:\n> {nieuw}\n")
    assert [w.opschrift for o in besluit.opdrachten for w in o.wijzigingen] == [("Nieuw",)]
