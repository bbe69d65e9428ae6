"""Dutch for what the command-line library itself says."""

from __future__ import annotations

_WOORDEN = {
    "Usage:": "Gebruik:",
    "Usage: ": "Gebruik: ",
    "Options": "Opties",
    "Commands": "Opdrachten",
    "[OPTIONS]": "[OPTIES]",
    "Show this message and exit.": "Toon deze uitleg.",
    "Show the version and exit.": "Toon het versienummer.",
    "Missing command.": "er is geen opdracht gegeven. Zie `verordening --help`.",
    "Missing argument": "er ontbreekt een argument:",
    "Missing option": "er ontbreekt een optie:",
    "Missing parameter": "er ontbreekt een gegeven:",
    "Missing {param_type}": "er ontbreekt een {param_type}",
    "required": "verplicht",
    "default: {default}": "standaard: {default}",
    "No such option: {name}": "de optie {name} bestaat niet",
    "No such option {name!r}.": "de optie {name} bestaat niet.",
    "No such command {name!r}.": "de opdracht {name} bestaat niet.",
    "Did you mean {possibility}?": "Bedoelde u {possibility}?",
    "Invalid value: {message}": "ongeldige waarde: {message}",
    "Invalid value for {param_hint}: {message}": "ongeldige waarde voor {param_hint}: {message}",
    "{name} {filename!r} does not exist.": "{name} {filename!r} bestaat niet.",
    "{name} {filename!r} is a file.": "{name} {filename!r} is een bestand.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} is een map.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} is niet leesbaar.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} is niet schrijfbaar.",
    "file": "bestand",
    "File": "Bestand",
    "directory": "map",
    "Directory": "Map",
    "path": "pad",
    "Path": "Pad",
    "{value!r} is not a valid {number_type}.": "{value!r} is geen geldig getal.",
    "{value!r} is not one of {choices}.": "{value!r} is geen van {choices}.",
    "Option {name!r} requires an argument.": "de optie {name!r} vraagt een waarde.",
    "Option {name!r} does not take a value.": "de optie {name!r} heeft geen waarde.",
    "Got unexpected extra argument ({args})": "onverwacht argument: {args}",
    "Got unexpected extra arguments ({args})": "onverwachte argumenten: {args}",
    "Aborted!": "Afgebroken.",
    "Error: {message}": "fout: {message}",
}

_MEERVOUD = {
    "{value!r} does not match the format {format}.": "{value!r} is geen datum in de vorm {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} is geen datum in een van de vormen {formats}.",
    "{value!r} is not {choice}.": "{value!r} is niet {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} is geen van {choices}.",
    "(Possible options: {possibilities})": "(mogelijk: {possibilities})",
    "Did you mean {possibility}?": "Bedoelde u {possibility}?",
}


def _enkel(tekst: str) -> str:
    return _WOORDEN.get(tekst, _MEERVOUD.get(tekst, tekst))


def _meer(enkelvoud: str, meervoud: str, aantal: int) -> str:
    return _enkel(enkelvoud if aantal == 1 else meervoud)


def aan() -> None:
    """Let the library speak Dutch: it looks its words up in ``_`` and ``ngettext`` of each of its modules."""
    import click.core
    import click.decorators
    import click.exceptions
    import click.formatting
    import click.parser
    import click.types

    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        if hasattr(module, "_"):
            module.__dict__["_"] = _enkel
        if hasattr(module, "ngettext"):
            module.__dict__["ngettext"] = _meer
