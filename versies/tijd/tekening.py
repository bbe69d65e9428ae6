"""The timeline as a drawing (SVG): a bar per state, pattern and words for samenloop, and a text that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from types import MappingProxyType

from versies.tijd.toestand import Inhoud, Periode, Stand

_BREED, _HOOG, _LINKS, _BALK = 960, 44, 300, 26
_TEKENS = 46


def beschrijving(stand: Stand, besluiten: Mapping[str, str] = MappingProxyType({})) -> str:
    """The drawing in words: one sentence per state.

    This is the text alternative of the drawing, and what a terminal shows.

    Args:
        besluiten: per doel the decision in words (:func:`versies.tijd.wti.besluitnamen`); without it the doel is named.
    """
    zinnen = [_zin(p, besluiten) for p in stand.periodes()]
    for doel, voorwaarde in stand.zonder_datum:
        op = f", wacht op {voorwaarde.removeprefix('op ')}." if voorwaarde else "."
        zinnen.append(f"{besluiten.get(doel, doel)}: nog zonder datum{op}")
    if stand.juridisch_uitgewerkt_op:
        zinnen.append(f"De regeling vervalt op {_dag(stand.juridisch_uitgewerkt_op)}.")
    if stand.materieel_uitgewerkt_op:
        zinnen.append(f"Materieel uitgewerkt op {_dag(stand.materieel_uitgewerkt_op)}.")
    return "\n".join(zinnen) or "Er is geen toestand."


def _zin(p: Periode, besluiten: Mapping[str, str]) -> str:
    t = p.toestand
    tot = f" tot {_dag(p.tot)}" if p.tot else ""
    terug = f" (geldig vanaf {_dag(t.geldig_vanaf)})" if t.geldig_vanaf < t.juridisch_werkend_vanaf else ""
    if t.inhoud is Inhoud.SAMENLOOP:
        wat = f"samenloop met {_namen(t.samenloop, besluiten)}; de tekst is niet bekend, door"
    elif t.inhoud is Inhoud.ONBEKEND:
        wat = "de tekst is niet bekend, door"
    else:
        wat = "tekst door"
    return f"Vanaf {_dag(t.juridisch_werkend_vanaf)}{tot}{terug}: {wat} {_namen(t.doelen, besluiten)}."


def _namen(doelen: Iterable[str], besluiten: Mapping[str, str]) -> str:
    return ", ".join(dict.fromkeys(besluiten.get(d, d) for d in doelen))


def _kort(naam: str) -> str:
    """A title that fits before the bar: its beginning and its end, as that is where titles differ."""
    return naam if len(naam) <= _TEKENS else f"{naam[:16].rstrip()} … {naam[19 - _TEKENS :].lstrip()}"


def _dag(dag: date) -> str:
    return f"{dag.day:02}-{dag.month:02}-{dag.year:04}"


def svg(stand: Stand, titel: str, besluiten: Mapping[str, str] = MappingProxyType({})) -> str:
    """The drawing. Text and patterns say everything that colour says; ``title`` and ``desc`` hold the words."""
    periodes = stand.periodes()
    randen = [p.toestand.geldig_vanaf for p in periodes] + [p.tot for p in periodes if p.tot]
    begin, eind = min(randen, default=date(2000, 1, 1)), max(randen, default=date(2000, 1, 2))
    eind = date.fromordinal(min(eind.toordinal() + max(90, (eind - begin).days // 6), date.max.toordinal()))
    dagen = max((eind - begin).days, 1)

    def x(dag: date) -> float:
        return _LINKS + (_BREED - _LINKS - 20) * min(max((dag - begin).days, 0), dagen) / dagen

    delen = [_rij(nummer, p, x, eind, besluiten) for nummer, p in enumerate(periodes)]
    hoog = _HOOG * max(len(periodes), 1) + 50
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_BREED} {hoog}" '
        f'aria-labelledby="titel beschrijving" font-family="sans-serif" font-size="13">\n'
        f'<title id="titel">{escape(titel)}</title>\n<desc id="beschrijving">{escape(beschrijving(stand, besluiten))}</desc>\n'
        '<defs><pattern id="streep" width="8" height="8" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">'
        '<rect width="8" height="8" fill="#fff"/><rect width="3" height="8" fill="#8a1f11"/></pattern></defs>\n'
        f'<text x="10" y="22" font-size="16" font-weight="bold">{escape(titel)}</text>\n' + "".join(delen) + "</svg>\n"
    )


def _rij(nummer: int, p: Periode, x: object, eind: date, besluiten: Mapping[str, str]) -> str:
    assert callable(x)
    t = p.toestand
    y = 40 + nummer * _HOOG
    van, werkend, tot = x(t.geldig_vanaf), x(t.juridisch_werkend_vanaf), x(p.tot or eind)
    bekend = t.inhoud is Inhoud.BEKEND
    naam = f"vanaf {_dag(t.juridisch_werkend_vanaf)}" if bekend else t.inhoud.value
    tekst = escape(_kort(_namen(t.doelen, besluiten)))
    uit = f'<g><title>{escape(_zin(p, besluiten))}</title><text x="10" y="{y + 17}" font-size="11">{tekst}</text>'
    if van < werkend:
        uit += (
            f'<rect x="{van:.1f}" y="{y + 6}" width="{werkend - van:.1f}" height="{_BALK - 12}" fill="none" '
            f'stroke="#154273" stroke-dasharray="4 3"/>'
        )
    vulling = "#d6e4f0" if bekend else "url(#streep)"
    uit += (
        f'<rect x="{werkend:.1f}" y="{y}" width="{max(tot - werkend, 3):.1f}" height="{_BALK}" fill="{escape(vulling)}" '
        f'stroke="#154273"/>'
    )
    plek = min(werkend + 6, _BREED - 20 - 8 * len(naam))
    rand = ' stroke="#fff" stroke-width="4" paint-order="stroke"'
    return uit + f'<text x="{plek:.1f}" y="{y + 17}"{rand}>{escape(naam)}</text></g>\n'
