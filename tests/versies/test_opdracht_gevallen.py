"""Every form of the catalogue, in sentences of our own, with exactly what they change; and the page about the language."""

import re
from collections import Counter

import pytest

from tests.versies.gevallen import MAP, gevallen, voer_geval
from verordening.nummers import uit_romeins
from versies.opdracht import toets_besluit
from versies.opdracht.catalogus import als_markdown, regels, vormen_van
from versies.opdracht.deelzinnen import deelzinnen
from versies.opdracht.ontleden import VORMEN, leesbaar, ontleed, ontleed_bepaling
from versies.opdracht.uitleg import bepaling_in_woorden, in_woorden

GEVALLEN = gevallen()


@pytest.mark.parametrize(("nummer", "vorm", "opdracht", "verwacht"), GEVALLEN, ids=[g[0] for g in GEVALLEN])
def test_de_opdracht_verandert_precies_dit(nummer, vorm, opdracht, verwacht):
    veranderd, vormen, _bevindingen = voer_geval(opdracht)
    assert veranderd == verwacht
    assert vorm in vormen


def test_elke_vorm_heeft_ten_minste_vijf_gevallen():
    telling = Counter(vorm for _, vorm, _, _ in GEVALLEN) + Counter(vorm for vorm, _, _ in _bepalingen())
    assert {vorm: n for vorm in range(1, 69) if (n := telling[vorm]) < 5} == {}


def _bepalingen() -> list[tuple[int, str, list[str]]]:
    uit = []
    for stuk in re.split(r"(?m)^## ", (MAP / "bepalingen.md").read_text(encoding="utf-8"))[1:]:
        vorm, _, rest = stuk.partition("\n")
        for zin in re.split(r"\n\n+", rest.strip()):
            kop, *verwacht = zin.split("\n")
            uit.append((int(vorm), kop, verwacht))
    return uit


def vormen_van_bepaling(zin: str) -> set[int]:
    """The numbers of the forms that the grammar has for each sentence in it."""
    gelezen = [ontleed(zin)] if leesbaar(zin) else []
    for deel in deelzinnen(zin):
        gelezen += [b for v in VORMEN if (b := ontleed_bepaling(deel, v)) is not None][:1]
    return {n for boom in gelezen for n in vormen_van(boom)}


@pytest.mark.parametrize(("vorm", "zin", "verwacht"), _bepalingen())
def test_de_bepaling_van_het_besluit_zelf_wordt_gegeven(vorm, zin, verwacht):
    besluit, fouten = toets_besluit(f"Besluit\n\n## Artikel III\n{zin}\n")
    assert fouten == ()
    gelezen = [f"→ {bepaling_in_woorden(b)}" for b in besluit.bepalingen] + [
        f"→ wijzigt {a.regeling}" for a in besluit.artikelen
    ]
    assert gelezen == verwacht
    novelle = (
        {67} if any(uit_romeins(w.plek.adres.artikel) for o in besluit.opdrachten for w in o.wijzigingen) else set()
    )
    assert vorm in novelle | vormen_van_bepaling(zin) | {v for o in besluit.opdrachten for v in o.vormen}


def test_de_bladzijde_over_de_taal_is_niet_ouder_dan_de_grammatica(wortel):
    bladzijde = (wortel / "docs" / "opdrachten-taal.md").read_text(encoding="utf-8")
    assert bladzijde == als_markdown(), "draai: python -m versies.opdracht.catalogus > docs/opdrachten-taal.md"


def test_elk_voorbeeld_op_de_bladzijde_wordt_gelezen():
    for regel in regels():
        lading = "" if not regel.voorbeeld.endswith(":") else "\n> 1. Nieuwe tekst."
        _, fouten = toets_besluit(f"Besluit\n\n## Artikel I\n{regel.voorbeeld}{lading}\n")
        assert not [f for f in fouten if f.code == "opdracht-onleesbaar"], regel.voorbeeld


def test_elke_wijziging_heeft_een_uitleg_in_gewone_taal():
    for _, _, opdracht, _ in GEVALLEN:
        from tests.versies.gevallen import besluit_van

        besluit, _ = toets_besluit(besluit_van(opdracht))
        for o in besluit.opdrachten:
            for w in o.wijzigingen:
                assert in_woorden(w)
