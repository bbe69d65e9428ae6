"""axe-core in headless Chromium as a witness: does a page satisfy what can be checked of WCAG 2.2 AA by machine?

``make test`` puts axe-core in ``.gereedschap/axe``; Chromium is the system's.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.getuigen import ontbreekt

MERKEN = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_AXE = Path(__file__).resolve().parents[2] / ".gereedschap/axe/node_modules/axe-core/axe.min.js"
_VLAGGEN = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--metrics-recording-only",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@dataclass(frozen=True)
class Overtreding:
    """One broken rule: which page, which rule, how heavy, what it says and the elements it is about."""

    pad: str
    regel: str
    ernst: str
    uitleg: str
    elementen: tuple[str, ...]


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium that reaches nothing but 127.0.0.1 and files."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        ontbreekt("het pakket playwright ontbreekt; pip install -e .[toets]")
    pad = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not pad:
        ontbreekt("Chromium ontbreekt; installeer chromium")
    with sync_playwright() as p:
        b = p.chromium.launch(executable_path=pad, args=_VLAGGEN)
        try:
            yield b
        finally:
            b.close()


def keur(blad: Any, soort: str, waarden: Iterable[str]) -> list[dict[str, Any]]:
    """What axe finds broken on an open page; only that is worked out, not what is in order.

    Args:
        soort: ``"tag"`` or ``"rule"``; ``waarden``: axe's tags, or the names of its rules.
    """
    if not _AXE.exists():
        ontbreekt("axe-core ontbreekt; draai make test, dat haalt het met npm")
    blad.add_script_tag(path=str(_AXE))
    opties = {"runOnly": {"type": soort, "values": list(waarden)}, "resultTypes": ["violations"]}
    gevonden = blad.evaluate("opties => axe.run(document, opties)", opties)
    assert gevonden["testEngine"]["name"] == "axe-core"
    fouten: list[dict[str, Any]] = gevonden["violations"]
    return fouten


def axe(paden: Iterable[Path | str], merken: Iterable[str] = MERKEN) -> list[Overtreding]:
    """Judge pages, all in one browser.

    Args:
        paden: HTML files, or addresses on 127.0.0.1.
        merken: axe's tags of the rules to apply.

    Returns:
        what was broken, empty when nothing was.
    """
    uit: list[Overtreding] = []
    with browser() as b:
        # bypass_csp: only so that the judge itself can run; the pages forbid all script.
        blad = b.new_context(bypass_csp=True, viewport={"width": 1100, "height": 900}).new_page()
        for pad in paden:
            blad.goto(pad if isinstance(pad, str) else pad.resolve().as_uri())
            for v in keur(blad, "tag", merken):
                elementen = tuple(n["html"][:200] for n in v["nodes"])
                uit.append(Overtreding(str(pad), v["id"], v["impact"] or "", v["help"], elementen))
    return uit


def eis_toegankelijk(paden: Iterable[Path | str]) -> None:
    """Fail with the violations unless every page has none."""
    fout = axe(paden)
    assert not fout, "\n".join(f"{o.pad}: {o.regel} ({o.ernst}): {o.uitleg}: {o.elementen[:3]}" for o in fout)
