"""The input of ``git fast-import``: a series of commits and tags as one stream of bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import IO

from verordening.bevinding import Geweigerd
from versies.archief.opslag import Knoop, Label


def schrijf_stroom(stroom: IO[bytes], knopen: Sequence[Knoop], labels: Sequence[Label]) -> None:
    """The input of ``git fast-import``: equal contents once, commits with marks 1…n."""
    merken = _schrijf_inhoud(stroom, knopen)
    uit = stroom
    for nummer, knoop in enumerate(knopen, 1):
        regels = [
            b"M 100644 :%d %s\n" % (merken[hashlib.sha256(inhoud).digest()], pad.encode("ascii"))
            for pad, inhoud in sorted(knoop.bestanden.items())
        ]
        ouders = [b":%d" % (o + 1) if isinstance(o, int) else ident(o).encode("ascii") for o in knoop.ouders]
        tak = b"refs/heads/" + knoop.takken[0].encode("ascii")
        wie = knoop.door.encode() + b" %d +0000\n" % knoop.tijd
        if not ouders:
            uit.write(b"reset " + tak + b"\n\n")
        uit.write(b"commit %s\nmark :%d\nauthor %scommitter %s" % (tak, nummer, wie, wie))
        bericht = knoop.bericht.encode()
        uit.write(b"data %d\n%s\n" % (len(bericht), bericht))
        for plaats, ouder in enumerate(ouders):
            uit.write((b"merge " if plaats else b"from ") + ouder + b"\n")
        uit.writelines(regels)
        uit.write(b"\n")
        for ander in knoop.takken[1:]:
            uit.write(b"reset refs/heads/%s\nfrom :%d\n\n" % (ander.encode("ascii"), nummer))
    for label in labels:
        moment = knopen[label.knoop].tijd
        bericht = label.bericht.encode()
        uit.write(
            b"tag %s\nfrom :%d\ntagger %s %d +0000\ndata %d\n%s\n"
            % (
                label.naam.encode("ascii"),
                label.knoop + 1,
                knopen[label.knoop].door.encode(),
                moment,
                len(bericht),
                bericht,
            )
        )
    uit.write(b"done\n")
    uit.flush()


def _schrijf_inhoud(stroom: IO[bytes], knopen: Sequence[Knoop]) -> dict[bytes, int]:
    """Contents first, folder by folder: git stores each as a difference from the one before it in the stream."""
    merken: dict[bytes, int] = {}
    alle = [(pad.rpartition("/")[0], inhoud) for k in knopen for pad, inhoud in sorted(k.bestanden.items())]
    for _, inhoud in sorted(alle, key=lambda paar: paar[0]):
        sleutel = hashlib.sha256(inhoud).digest()
        if sleutel not in merken:
            merken[sleutel] = len(knopen) + 1 + len(merken)
            stroom.write(b"blob\nmark :%d\ndata %d\n" % (merken[sleutel], len(inhoud)))
            stroom.write(inhoud + b"\n")
    return merken


def ident(waarde: str) -> str:
    """An identifier of a commit, looked at: refused when it is none."""
    if len(waarde) != 40 or not all(t in "0123456789abcdef" for t in waarde):
        raise Geweigerd.om("kenmerk", repr(waarde)[:60])
    return waarde
