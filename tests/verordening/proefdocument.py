"""A document with every kind of block, in our own words, for the tests of the paper machinery."""

from datetime import date

from verordening.papier import svg
from verordening.papier.document import (
    Alinea,
    Cel,
    Colofon,
    Document,
    Gegevens,
    Inhoudsopgave,
    Kader,
    Kolom,
    Lijst,
    Nummering,
    Paginaeinde,
    Punt,
    Rij,
    Stuk,
    Tabel,
    Wijziging,
    alinea,
    cel,
    cursief,
    ingevoegd,
    kop,
    lijst,
    link,
    noot,
    rij,
    tabel,
    vervallen,
    vet,
)

CODE = (
    '#panic("x")',
    '" + read("/etc/passwd") + "',
    "\\u{41}\\",
    "*ster* _onder_ `tik` $1+1$ <label> @bron // weg",
    "#{1+1}",
    "= Kop",
)
"""Words that a typesetter could take for its own language."""

VIJANDIG = '<script>alert("x")</script> & =SOM(A1) *ster* _onder_ [haak](javascript:x) | pijp `tik` {{ 7*7 }} \\'


def proef() -> Document:
    """Every block once, with hostile text in every place where text can stand."""
    return Document(
        titel="Wat de wetswijziging betekent voor de verordening",
        ondertitel="Memo aan het algemeen bestuur",
        status="Voorbeeldtekst, niet vastgesteld",
        auteur="Gemeenschappelijke regeling Voorbeeld",
        onderwerp="Proef van alle bouwstenen & tekens <zoals deze>",
        datum=date(2026, 3, 1),
        blokken=(
            Gegevens(
                (("Aan", ("Algemeen bestuur",)), ("Datum", ("1 maart 2026",)), ("Kenmerk", (Stuk("AB-7", vast=True),)))
            ),
            Inhoudsopgave(tot=3),
            kop(2, "Gevraagd besluit"),
            Kader(
                ("Het bestuur wordt gevraagd",),
                (
                    lijst(
                        "kennis te nemen van dit memo;",
                        (alinea("de vijf raden een voorstel te doen."),),
                        nummering=Nummering.CIJFER,
                    ),
                ),
            ),
            Kader(
                ("Let op",),
                (
                    alinea(
                        "Eén bron spreekt een andere tegen; zie de noot",
                        noot("Bron: ", cursief("eigen voorbeeld"), "."),
                    ),
                ),
                "let-op",
            ),
            kop(2, "Samenvatting"),
            Alinea(
                (
                    "Per ",
                    vet("1 januari 2026"),
                    " verandert de wet op drie punten. De tekst hieronder is verzonnen en dient om te zien hoe een gewone alinea van een paar regels op het papier staat, met afbrekingen en wit.",
                ),
                "inleiding",
            ),
            alinea(
                "Artikel 7 luidt: het college ",
                vervallen("kan"),
                ingevoegd("verstrekt op aanvraag"),
                " bijstand; zie ",
                link("de toelichting op de wet", "https://example.org/wet?a=1&b=2"),
                " en ",
                link("de bijlage", "#bijlage"),
                ". Vierkante meter: m",
                Stuk("2", hoog=True),
                "; water: H",
                Stuk("2", laag=True),
                "O; ",
                Stuk("fair share", cursief=True),
                ".",
                noot("Tweede noot, met ", link("een adres", "https://example.org/"), "."),
            ),
            Alinea(("Een hele alinea die nieuw is.",), wijziging=Wijziging.INGEVOEGD),
            Alinea(("Een hele alinea die verdwijnt.",), wijziging=Wijziging.VERVALLEN),
            alinea(VIJANDIG),
            Alinea(("Aangehaalde woorden uit een besluit.",), "citaat"),
            kop(3, "Lijsten"),
            lijst("eerste punt;", (alinea("tweede punt, met eronder"), lijst("dieper;", "nog dieper.")), "derde punt."),
            Lijst(
                (
                    Punt(
                        (
                            alinea("onderdeel met eigen nummer:"),
                            Lijst(
                                (Punt((alinea("dieper"),), "1°."), Punt((alinea("en verder"),), "2°.")), Nummering.EIGEN
                            ),
                        ),
                        "a.",
                    ),
                    Punt((alinea(VIJANDIG),), "b."),
                ),
                Nummering.EIGEN,
            ),
            kop(3, "Tabellen"),
            tabel(
                "Geraakte artikelen per maatregel",
                ["Maatregel", "Artikel", Kolom(("Bedrag",), 0.6, rechts=True)],
                [
                    rij("Giften", "artikel 12, eerste lid", "€ 1.200,00"),
                    rij("Bufferbudget", (alinea("artikelen:"), lijst("8a", "8b")), "onbekend"),
                    Rij((cel("Nieuw"), cel("artikel 13"), cel("€ 0,00")), Wijziging.INGEVOEGD),
                    Rij((Cel((alinea("Fase 2"),), kop=True, kolommen=3),)),
                    Rij((cel("Tweetal", kop=True), Cel((alinea("samen"),), rijen=2), cel("1"))),
                    Rij((cel("Ander"), cel("2"))),
                    rij(VIJANDIG, VIJANDIG, "=1+1"),
                ],
            ),
            kop(3, "Figuren"),
            svg.staven(
                "Wijzigingen per soort",
                [("ingevoegd", 12), ("vervallen", 3), ("vernummerd of verplaatst binnen het hoofdstuk", 5)],
                eenheid="artikelen",
            ),
            svg.tijdlijn(
                "Besluitvorming",
                [
                    svg.Gebeurtenis(date(2026, 3, 1), "Memo in het algemeen bestuur", "bespreking"),
                    svg.Gebeurtenis(date(2026, 6, 15), "Raden stellen de wijziging vast", "besluit"),
                    svg.Gebeurtenis(date(2027, 1, 1), "De wijziging treedt in werking", "inwerkingtreding"),
                ],
            ),
            Paginaeinde(),
            kop(2, "Overzicht", anker="bijlage"),
            svg.matrix(
                "Maatregel en artikel",
                [f"Maatregel {n}" for n in range(1, 9)],
                [f"artikel {n} (onderwerp)" for n in range(1, 15)],
                {(r, (r * 3) % 14): "v" for r in range(8)} | {(2, 3): "g"},
                rijkop="Maatregel",
                legenda=(("v", "verwijzing"), ("g", "grondslag")),
            ),
            Tabel(
                ("Een brede tabel op een liggende bladzijde",),
                tuple(Kolom((f"Kolom {n}",)) for n in range(1, 9)),
                tuple(rij(*(f"rij {r}, kolom {n}" for n in range(1, 9))) for r in range(1, 6)),
                liggend=True,
            ),
            Colofon(
                (
                    ("Versie", ("0.1",)),
                    (
                        "SHA-512",
                        (Stuk("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" * 2, vast=True),),
                    ),
                )
            ),
        ),
    )
