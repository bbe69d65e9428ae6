"""A policy rule without artikelen in a dossier: the same text in numbered paragrafen and in artikelen raises the same questions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from impact.controle import controleer
from impact.dossier.laden import laad
from impact.dossier.samen import werk_uit

Proef = Callable[..., Path]
PARAGRAFEN = """# Proefregels

Het algemeen bestuur;

gelet op artikel 4:81 van de Algemene wet bestuursrecht en artikel 31, tweede lid, onderdeel m, van de Participatiewet;

besluit:

## 1. Begrippen

In deze regels wordt verstaan onder:

a. gift: een bedrag dat iemand zonder tegenprestatie krijgt;
b. wet: de Participatiewet.

## 2. Giften

Dit hoofdstuk gaat over de vrijlating van giften.

### 2.1 Vrijlating

Een gift als bedoeld in artikel 31, tweede lid, onderdeel m, van de wet telt tot € 1.200 per kalenderjaar niet als middel.

### 2.2 Bijzondere bijstand

Op bijzondere bijstand als bedoeld in artikel 35 van de wet is paragraaf 2.1 van toepassing.

## 3. Slot

Deze regels treden in werking op 1 januari 2024 en worden aangehaald als: Proefregels.
"""
ARTIKELEN = (
    PARAGRAFEN.replace("## 1. B", "### Artikel 1 B")
    .replace("## 2. G", "### Artikel 2 G")
    .replace("### 2.1 V", "### Artikel 2.1 V")
    .replace("### 2.2 B", "### Artikel 2.2 B")
    .replace("## 3. S", "### Artikel 3 S")
    .replace("paragraaf 2.1", "artikel 2.1")
)


def _gekoppeld(map_: Path, data: Path) -> set[tuple[str, str, str]]:
    """(measure, place, kinds of evidence) of every link, the improbable ones included."""
    gekoppeld = werk_uit(laad(map_, bron=[data / "regelrecht"])).gekoppeld
    return {
        (maatregel, b.adres.replace("artikel", "paragraaf"), ",".join(sorted({h.soort for h in b.herkomst})))
        for maatregel in gekoppeld.bepalingen
        for b in (*gekoppeld.bepalingen[maatregel], *gekoppeld.zwak[maatregel])
    }


def test_de_koppelingen_zijn_die_van_dezelfde_tekst_met_artikelen(data: Path, proefdossier: Proef) -> None:
    gevonden = _gekoppeld(proefdossier(PARAGRAFEN), data)
    keten = {g for g in gevonden if g[2] == "keten"}  # via een verwijzing: net wel of net niet waarschijnlijk genoeg
    assert gevonden - keten == {g for g in _gekoppeld(proefdossier(ARTIKELEN), data) if g[2] != "keten"}
    assert {plaats for _, plaats, _ in keten} <= {"paragraaf 2.2"}
    assert {"paragraaf 2", "paragraaf 2.1"} <= {plaats for _, plaats, _ in gevonden}


@pytest.mark.parametrize(("nummer", "mist"), [("2.1", False), ("2.2, onderdeel a", True), ("7.3", True)])
def test_een_verwijzing_naar_een_paragraaf_die_er_niet_is_wordt_gevraagd(
    data: Path, proefdossier: Proef, nummer: str, mist: bool
) -> None:
    invoer = laad(
        proefdossier(PARAGRAFEN.replace("is paragraaf 2.1 van", f"is paragraaf {nummer} van")),
        bron=[data / "regelrecht"],
    )
    codes = [b for b in controleer(invoer, werk_uit(invoer)).bevindingen if b.code == "verwijzing-bestaat-niet"]
    assert [f"paragraaf {nummer}" in b.uitleg for b in codes] == [True] * mist
