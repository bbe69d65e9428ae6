"""Een fragment staat binnen een andere bladzijde, onder een regel die stijl in de tekst verbiedt."""

from __future__ import annotations

import re

from tests.verordening.proefdocument import proef
from verordening.papier.html import fragment, html


def test_een_fragment_heeft_geen_eigen_stijl_kop_of_bladzijde() -> None:
    tekst = fragment(proef())
    assert not re.search(r"<style|\sstyle=|<script|<html|<body|<h1|<main", tekst)
    assert re.search(r'<col class="k\d+">', tekst)


def test_een_fragment_zegt_hetzelfde_als_de_bladzijde() -> None:
    kaal = re.compile(r"<[^>]+>")
    binnen = html(proef()).split("<main", 1)[1].split("</main>", 1)[0]
    woorden = kaal.sub(" ", fragment(proef())).split()
    assert woorden == kaal.sub(" ", binnen.split("\n", 1)[1]).split()[-len(woorden) :]


def test_twee_fragmenten_delen_geen_eigen_ids() -> None:
    eigen = re.compile(r' id="((?:a-|b-)[^"]*)"')
    een, ander = (set(eigen.findall(fragment(proef(), v))) for v in ("a-", "b-"))
    assert een and ander and not een & ander
