"""``verordening verifieer``: check a published folder or an archive without the machine of who made it."""

from __future__ import annotations

from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.tellen import meervoud
from verordening.xmlveilig import lees_bytes
from werkbank.gedeeld import toon
from werkbank.opdrachtregel import JSON, argument, opdrachtregel, optie


@opdrachtregel()
def opdracht(
    map_: Path = argument("MAP|DOSSIER"),
    sleutel: Path | None = optie("De openbare sleutel (.pub) van de griffie die u vertrouwt."),
    tijdstempel_ca: Path | None = optie("Het certificaat van de tijdstempeldienst die u vertrouwt.", metavar="PEM"),
    json_uit: bool = JSON,
) -> int:
    """Controleer handtekeningen en controlegetallen van een publicatie, of speel een archief opnieuw af.

    Van een MAP van «publiceer» wordt elk bestand vergeleken met de lijst, de lijst met haar handtekening, en elke sleutel
    met de handtekening van de vorige. Van een DOSSIER worden de ondertekende standen gecontroleerd, en wordt alles opnieuw
    vastgelegd en vergeleken. Uitgangscode 1 als er iets niet klopt. Hoe het zonder dit programma kan, staat in docs/tijd.md.
    """
    if sleutel is not None and not sleutel.is_file():
        raise Geweigerd.om("geen-sleutel", str(sleutel))
    vertrouwd = lees_bytes(sleutel, naam=str(sleutel)).decode("utf-8", "replace") if sleutel is not None else ""
    if (map_ / ".git").exists():
        from werkbank.opdrachten.herbouw import speel_na

        return speel_na(map_, json_uit=json_uit, vertrouwd=vertrouwd)
    from versies.levering.bewijs import verifieer_map

    if not map_.is_dir():
        raise Geweigerd.om("geen-map/bestaat-2", str(map_))
    aantallen, bevindingen = verifieer_map(map_, vertrouwd, tijdstempel_ca)
    regel = f"{meervoud(aantallen['bestanden'], 'bestand', 'bestanden')} en {meervoud(aantallen['sleutelbladen'], 'sleutelblad', 'sleutelbladen')} gecontroleerd"
    return toon(json_uit, {**aantallen, "bevindingen": bevindingen}, [regel], bevindingen)
