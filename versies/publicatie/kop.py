"""What machines read of the site: canonical links, JSON-LD in the words of ELI, the map of the site, the feed, the index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from importlib.resources import files

from verordening.onzichtbaar import toonbaar

ELI = "http://data.europa.eu/eli/ontology#"


def met_kop(pagina: bytes, canoniek: str, gegevens: Mapping[str, object] | None = None) -> bytes:
    """A page with its canonical address and, for a text, what it is in the words of the ELI ontology.

    Args:
        canoniek: address of the page; without an address of the site its path, and then everything is relative to the page.
    """
    los = "://" not in canoniek
    adres = canoniek.rpartition("/")[2] if los else canoniek
    regels = f'<link rel="canonical" href="{escape(adres)}">\n'
    if gegevens is not None:
        woorden = {"eli": ELI, "xsd": "http://www.w3.org/2001/XMLSchema#"}
        if los:
            woorden["@base"] = "../" * canoniek.count("/")
        inhoud = json.dumps({"@context": woorden, **gegevens})
        regels += f'<script type="application/ld+json">{inhoud.replace("<", chr(92) + "u003c")}</script>\n'
    return pagina.replace(b"</head>", regels.encode() + b"</head>", 1)


def eli(adres: str, titel: str, vanaf: date, tot: date | None, werk: str) -> dict[str, object]:
    """A version as a ``LegalExpression`` that realizes its regulation."""
    uit: dict[str, object] = {
        "@id": adres,
        "@type": "eli:LegalExpression",
        "eli:title": {"@value": titel, "@language": "nl"},
        "eli:realizes": {"@id": werk, "@type": "eli:LegalResource"},
        "eli:language": {"@id": "http://publications.europa.eu/resource/authority/language/NLD"},
        "eli:first_date_entry_in_force": {"@value": vanaf.isoformat(), "@type": "xsd:date"},
    }
    if tot is not None:
        uit["eli:date_no_longer_in_force"] = {"@value": tot.isoformat(), "@type": "xsd:date"}
    return uit


def sitemap(basis: str, paden: Iterable[str]) -> bytes:
    """The pages of the site, for search engines; addresses are relative when no base is known."""
    regels = "".join(f"<url><loc>{escape(basis + p)}</loc></url>\n" for p in sorted(paden))
    kop = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{kop}{regels}</urlset>\n".encode()


def atom(naam: str, basis: str, items: Sequence[tuple[str, str, date, str]]) -> bytes:
    """The changes as a feed, newest first.

    Args:
        items: (title, path, day on which it became known, summary).
    """
    laatste = max((dag for _, _, dag, _ in items), default=date(1970, 1, 1))
    uit = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">',
        f"<title>{escape(naam)}</title><id>{escape(basis or 'urn:verordening:regelingen')}</id>",
        f"<updated>{laatste.isoformat()}T00:00:00Z</updated><author><name>{escape(naam)}</name></author>",
    ]
    for titel, pad, dag, zin in sorted(items, key=lambda i: (i[2], i[0]), reverse=True):
        adres = escape(basis + pad) if basis else escape(pad)
        ident = escape(f"{basis or 'urn:verordening:'}{pad}#{dag.isoformat()}")
        uit.append(
            f'<entry><title>{escape(titel)}</title><link href="{adres}"/><id>{ident}</id>'
            f"<updated>{dag.isoformat()}T00:00:00Z</updated><summary>{escape(zin)}</summary></entry>"
        )
    return toonbaar("\n".join([*uit, "</feed>", ""])).encode()


def zoekbladen(stijl: str, naam: str, rijen: Sequence[bytes]) -> dict[str, bytes]:
    """The search page and its index as a plain script file, so that it works from a folder as well as from a server.

    Args:
        rijen: per regulation, as JSON, a list of (regulation, place, address, words) of every unit of its last text.
    """
    hier = files("versies.publicatie")
    index = b"var ZOEKINDEX = [" + b",".join(r[1:-1] for r in rijen if r != b"[]") + b"];\n"
    pagina = hier.joinpath("zoeken.html").read_text("utf-8").format(stijl=stijl, naam=escape(naam))
    return {"zoeken.html": pagina.encode(), "zoekindex.js": index, "zoek.js": hier.joinpath("zoek.js").read_bytes()}
