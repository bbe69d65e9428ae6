"""A drawing as picture, for formats that cannot hold SVG everywhere (Word before 2019, LibreOffice before 7.5)."""

from __future__ import annotations

import functools
import re

from verordening.bevinding import Geweigerd

_PUNTEN = 2.5
"""dots per user unit"""


@functools.lru_cache(maxsize=64)
def png(svg: bytes) -> tuple[bytes, float]:
    """Draw an SVG as PNG.

    Args:
        svg: a drawing with its width in user units (1/96 inch).

    Returns:
        the picture and the width in user units.

    Raises:
        Geweigerd: the drawing cannot be read.
    """
    import resvg_py

    breed = re.search(rb"<svg[^>]*\bwidth=\"([0-9.]+)(?:px)?\"", svg)
    if not breed:
        raise Geweigerd.om("figuur-breedte")
    eenheden = float(breed.group(1))
    try:
        beeld = resvg_py.svg_to_bytes(
            svg_string=svg.decode("utf-8"),
            width=round(eenheden * _PUNTEN),
            background="#ffffff",
            sans_serif_family="Liberation Sans",
        )
    except (ValueError, RuntimeError) as fout:
        raise Geweigerd.om("figuur-onleesbaar", fout=fout) from fout
    return bytes(beeld), eenheden
