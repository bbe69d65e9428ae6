"""De meegeleverde tabel zegt wat de grammatica zegt, en leest wat Lark leest."""

import re
from importlib import resources
from itertools import product
from pathlib import Path
from random import Random

import pytest
from lark import Lark, Token
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

import verordening.lalr as lalr
import verordening.taal
from verordening.lalr import GRAMMATICA, TABEL, Tabel, Tak
from verordening.lalr_maken import maak
from verordening.taal.lexer import grammatica, soorten, tekens

MAP = Path(verordening.taal.__file__).parent
INGANGEN = lalr.INGANGEN["verordening.taal"]
SOORTEN = "ARTIKEL NR S_NR S_LID RANG_LID LID S_OND ONDERDEEL LETTER VAN NAAM TM DEEL S_DIEP VAN_DEEL VAN_EENHEID DET EN".split()


class _Kant(Lexer):
    def __init__(self, _conf):
        pass

    def lex(self, lexer_state, parser_state=None):
        yield from lexer_state


@pytest.fixture(scope="module")
def lark():
    return Lark(grammatica(), parser="lalr", lexer=_Kant, maybe_placeholders=False, start=list(INGANGEN))


@pytest.mark.parametrize("pakket", lalr.INGANGEN)
def test_de_tabel_hoort_bij_de_grammatica(pakket):
    map_ = resources.files(pakket)
    tekst = map_.joinpath(GRAMMATICA).read_text(encoding="utf-8")
    assert map_.joinpath(TABEL).read_text(encoding="utf-8") == maak(tekst, lalr.INGANGEN[pakket]), "make docs"


def test_een_tabel_van_een_andere_grammatica_wordt_geweigerd(monkeypatch, tmp_path):
    for naam in (TABEL, "grammatica.lark"):
        (tmp_path / naam).write_text((MAP / naam).read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "grammatica.lark").open("a", encoding="utf-8") as blad:
        blad.write("\n// veranderd\n")
    monkeypatch.setattr(lalr.resources, "files", lambda _pakket: tmp_path)
    with pytest.raises(RuntimeError, match=r"tabel\.json hoort niet bij grammatica\.lark"):
        Tabel.lees("verordening.taal")


def _langste(lark, reeks, begin):
    for aantal in range(len(reeks), 0, -1):
        try:
            return aantal, lark.parse((Token(s, n) for n, s in enumerate(reeks[:aantal])), start=begin)
        except UnexpectedInput:
            continue
    return 0, None


def _gelijk(tak, boom):
    if not isinstance(tak, Tak):
        return tak == boom.value
    return (
        tak.naam == str(boom.data)
        and len(tak.delen) == len(boom.children)
        and all(map(_gelijk, tak.delen, boom.children))
    )


def test_elke_rij_wordt_gelezen_zoals_lark_haar_leest(lark):
    tabel, kies = Tabel.lees("verordening.taal"), Random(11)
    goed = [tuple(t.soort for t in soorten(tekens(v))) for v in re.findall(r"^//: .* \| (.+)$", grammatica(), re.M)]
    rijen = [*goed, *product(SOORTEN, repeat=2)]
    for _ in range(2000):
        reeks = list(kies.choice(goed))
        del reeks[kies.randrange(len(reeks))]
        reeks.insert(kies.randint(0, len(reeks)), kies.choice(SOORTEN))
        rijen.append((*reeks, *kies.choice(goed)))
    gelezen = 0
    for reeks in rijen:
        for begin in INGANGEN:
            aantal, tak = tabel.langste(reeks, begin)
            verwacht, boom = _langste(lark, reeks, begin)
            assert aantal == verwacht and (boom is None if tak is None else _gelijk(tak, boom)), (begin, reeks)
            gelezen += aantal > 1
    assert gelezen > 1500
