"""What a line of a decision looks like by itself, whatever it turns out to be: seen once, and consulted by every reader and guard.

A line is an instruction when the grammar reads it; when it does not, the line still looks like one when it has enough of the
signs by which the grammar knows an instruction. :data:`EISEN` is the one table of what a line can claim to be.

>>> beeld("Het derde lid vervalt.").opdracht, beeld("Het college beslist binnen zes weken.").opdracht
(True, False)
>>> [beeld(r).slot for r in ("Waterdam, 3 maart 2027", "De raad voornoemd,", "mevrouw drs. J. Smit, voorzitter")]
['plaats en datum', 'orgaan', 'functie']
>>> eist("Deze wijziging gaat in op 1 mei 2027."), eist("De kaart is een jaar geldig.")
((<Regelsoort.SLOTBEPALING: 'slotbepaling'>, 'een inwerkingtreding'), None)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import cached_property, lru_cache

from versies.besluit import Regelsoort
from versies.opdracht.adressen import Plaats, lees_plek
from versies.opdracht.lexer import Boom, Onbegrepen
from versies.opdracht.ontleden import boom_of_reden, ontleed_bepaling
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import KOP, blok_van, inline_lading, plaatsen, van

_KORT = 9
"""Words of a line that says from which day the decision holds, and little else."""


class Beeld:
    """One line, seen by itself; every property is worked out when it is asked for, and once."""

    def __init__(self, regel: str) -> None:
        self.regel = regel
        label = patroon("LABEL").match(regel)
        nummer = (label.group("nr") or "") if label is not None else ""
        self.nummer = f"{nummer[:-1]}°" if nummer.endswith(("º", "˚")) else nummer
        """The number or letter in front, with one sign for the three that look like a degree."""
        self.stijl = (
            re.sub(r"\b[^\W_]{1,5}(?=[.)°º˚])", "", label.group()[: label.start("rest")]).strip() if label else ""
        )
        """What stands around that number: ".", ")", "-"."""
        self.kern = regel[label.start("rest") :] if label is not None else regel
        """The words behind the number or dash."""

    def begint(self, vorm: str) -> bool:
        """True when the line begins with a shape of ``regels.peg``, or is one."""
        return patroon(vorm).match(self.regel) is not None

    @property
    def streep(self) -> bool:
        """It is an item behind a dash."""
        return self.stijl[:1] in ("-", "–", "•") and self.stijl != ""

    @property
    def tabelrij(self) -> bool:
        """A row of a table in pipes."""
        return self.regel[:1] == self.regel[-1:] == "|"

    @cached_property
    def boom(self) -> Boom | None:
        """The tree of the sentence behind the number; None when the grammar does not read it."""
        gelezen = boom_of_reden(self.kern)
        return None if isinstance(gelezen, Onbegrepen) else gelezen

    @cached_property
    def plaatsen(self) -> list[Plaats]:
        """The places that the instruction names."""
        return plaatsen(self.boom) if self.boom is not None else []

    @cached_property
    def opdracht(self) -> bool:
        """The grammar reads it as a change of some place: an instruction, wherever it stands."""
        if self.boom is None:
            return False
        if van(self.boom, "VOLGENDE") or (any(self.boom.alle("vervalt_woorden")) and van(self.boom, "LADING")):
            return True
        if blok_van(self.boom) and (rest := inline_lading(self.boom)):
            return beeld(rest).opdracht
        in_regeling = bool(van(self.boom, "REGELING") and van(self.boom, "CITAAT"))
        return in_regeling or any(p.adressen[0].stappen for p in self.plaatsen)

    @property
    def over_artikel(self) -> bool:
        """It is an instruction that names an artikel itself, or the heading of those about a regulation."""
        blok = self.boom is not None and self.blok and bool(van(self.boom, "REGELING"))
        return blok or (self.opdracht and any(a.artikel for p in self.plaatsen for a in p.adressen))

    @cached_property
    def lijkt(self) -> bool:
        """It has the look of an instruction, whether or not it can be read: a place in front, a verb, what is done, words, a colon.

        >>> beeld("In artikel 4, eerste lid, ‘€ 10’ gewijzigd in: € 11;").lijkt, beeld("gelet op artikel 4;").lijkt
        (True, False)
        >>> beeld("In artikel 4 wijkt “de raad” voor “het college”.").lijkt
        True
        """
        zin = self.kern[:2000]
        tekens = [patroon(t).search(zin) for t in ("WERKWOORD_VAN_OPDRACHT", "HANDELING")]
        genoeg = 2 if patroon("PLAATS_VOORAAN").match(zin) else 4
        woorden = min(4 // genoeg, len(patroon("AANGEHAALDE_WOORDEN").findall(zin)))
        return sum(map(bool, (*tekens, zin.endswith(":")))) + woorden >= genoeg

    @property
    def laat_vervallen(self) -> bool:
        """It says in so many words that some place, other than itself, lapses."""
        t = patroon("PLAATS_VOORAAN").match(self.regel)
        return bool(
            t and not self.begint("DEZE") and re.match(r"[^.;:]{0,40}\bverval(?:t|len)\b", self.regel[t.end() :])
        )

    @cached_property
    def leunt(self) -> bool:
        """It is an instruction without its verb, which leans on the one in front: a place or old words, and what must be there.

        >>> [beeld(r).leunt for r in ("het tweede lid: Het tarief is € 7.", "dat van artikel 7: Slot", "artikel 7 van de wet.")]
        [True, True, False]
        >>> [beeld(r).leunt for r in ("aan artikel 2 een lid: 4. Dicht.", "“kind” door: jeugdige", "in elk geval: naam en adres.")]
        [True, True, False]
        """
        if (leunt := patroon("LEUNT").match(self.regel)) is None:
            return False
        plaats = lees_plek(self.regel, leunt.end()) if leunt["woorden"] is None else None
        zegt = patroon("LEUNT_ZEGT").match(self.regel, leunt.end() if plaats is None else plaats.einde)
        return zegt is not None and (leunt["woorden"] is not None or bool(plaats and plaats.adressen[0].stappen))

    @cached_property
    def taal(self) -> str:
        """The words of an instruction in it; empty when there are none."""
        t = patroon("OPDRACHTTAAL").search(self.regel)
        return t.group() if t is not None else ""

    @property
    def blok(self) -> bool:
        """It is the heading of a block: "… wordt als volgt gewijzigd:"."""
        return self.boom is not None and blok_van(self.boom)

    @cached_property
    def toelichting(self) -> bool:
        """It changes the explanatory note: no law, stored apart."""
        return ontleed_bepaling(self.kern, "toelichting") is not None

    @cached_property
    def aankondiging(self) -> str:
        """The regulation, or its part, of which it announces the changes in the infinitive ("besluit de … te wijzigen:")."""
        t = patroon("TE_WIJZIGEN").match(self.regel)
        naam = next((n for n in t.groups() if n), "") if t is not None else ""
        # «De havengeldverordening (Verordening haven- en liggelden 2022)», «het register (bijlage 1 bij het Mandaatbesluit)».
        eigen = re.search(r"\(((?:bijlage|[A-Z])[^()]{5,200})\)", naam)
        heet = eigen is not None and patroon("REGELINGNAAM").match(eigen.group(1).removeprefix("bijlage"))
        return eigen.group(1) if eigen is not None and heet else naam.removesuffix(" als volgt")

    @property
    def rectificatie(self) -> bool:
        """It puts right what was printed wrong."""
        return ontleed_bepaling(self.kern, "rectificatie") is not None

    @cached_property
    def besluit(self) -> bool:
        """It is the decision's own entry into force."""
        return patroon("DIT_BESLUIT").match(self.regel) is not None

    @property
    def werking(self) -> bool:
        """It says when the decision, or a part of it, enters into force."""
        return self.besluit or ontleed_bepaling(self.kern, "inwerkingtreding") is not None

    @cached_property
    def plaats(self) -> Plaats | None:
        """The unit that it is the heading of ("Artikel 3", "Paragraaf 2.1 Termijnen")."""
        over = patroon("KOP_OVER").match(self.regel.rstrip(" .:"))
        kern = over.group("plaats") if over is not None and self.regel[:1].isupper() else self.regel
        zin = self.regel if kern == self.regel.rstrip(" .:") else kern[:1].upper() + kern[1:]
        if patroon("GEEN_KOP").search(zin) or not zin[:1].isupper() or zin.endswith((";", ",")):
            return None
        for hoe in ("", "kop"):
            plaats = lees_plek(zin, 0, hoe)
            if plaats is not None and plaats.einde >= len(zin.rstrip(" .:")):
                stappen = plaats.adressen[0].stappen
                boven = {a.stappen[:-1] for a in plaats.adressen}  # «Artikel 4, eerste en tweede lid»
                los = (
                    (len(plaats.adressen) == 1 or boven == {stappen[:-1]} != {()})
                    and not plaats.regeling
                    and bool(stappen)
                )
                return plaats if los and (not plaats.opschriften or stappen[-1].soort in KOP) else None
        return None

    @property
    def ingang(self) -> bool:
        """It says from which day something holds, and little else.

        >>> beeld("In werking: 1 maart 2027.").ingang, beeld("Het tarief is met ingang van 1 maart 2027 voor leden en gasten € 5.").ingang
        (True, False)
        """
        dag, werking = patroon("DATUM").search(self.kern), patroon("INGANG_VAN_BESLUIT").search(self.kern)
        kort = dag is not None and werking is not None and len(self.kern.split()) <= _KORT
        return kort or patroon("GELDT_VANAF").match(self.regel) is not None

    @property
    def is_titel(self) -> bool:
        """It can be a title: a few words without a full stop, that are no instruction, place, provision, day or condition."""
        kort = 2 < len(self.kern) < 120 and not self.kern.endswith((".", ":", ";", ","))
        kort = kort and not (patroon("GEEN_TITEL").search(self.kern) or self.begint("OPMERKING"))
        return kort and self.boom is None and self.plaats is None and not (self.werking or self.lijkt or self.tabelrij)

    @cached_property
    def stam(self) -> str:
        """The beginning of a sentence that the lines below it finish ("In onderdeel a wordt:"), without the colon.

        >>> beeld("In onderdeel a wordt:").stam, beeld("In onderdeel a wordt “x” vervangen door:").stam
        ('In onderdeel a wordt', '')
        """
        return self.kern.rstrip(": ") if patroon("STAM").match(self.kern) is not None else ""

    @cached_property
    def slot(self) -> str:
        """How it can belong to a signature: formule, plaats en datum, orgaan, functie, naam, gegeven or kort."""
        t = patroon("ONDERTEKENING").match(self.regel.strip("*_ ")) if not (self.besluit or self.ingang) else None
        return (t.lastgroup or "").replace("_", " ") if t is not None else ""

    def zegt_niets(self, *, wacht: bool) -> str:
        """How a line is left out that says nothing of the text: something stays as it is, or who reads it is asked something; else "".

        Args:
            wacht: new text is being waited for, and a question can be part of that.

        >>> beeld("Graag verwerken.").zegt_niets(wacht=False), beeld("Graag ook artikel 5.").zegt_niets(wacht=False)
        ('ongewijzigd/verzoek', '')
        """
        uitleg = self.begint("UITLEG_BIJ") and not any(patroon(v).search(self.regel) for v in ("GEEN_TITEL", "OPEN"))
        uitleg = uitleg and not (self.taal or self.ingang or any(b.lijkt or b.werking for b in self.zinnen))
        uitleg = uitleg or self.begint("HIERONDER")
        verzoek = "ongewijzigd/verzoek" if self.begint("VERZOEK") else "ongewijzigd/uitleg" if uitleg else ""
        return "ongewijzigd" if patroon("ONGEWIJZIGD").match(self.kern) is not None else "" if wacht else verzoek

    @property
    def slot_begin(self) -> bool:
        """A signature can begin with it."""
        return self.slot in ("formule", "plaats en datum", "orgaan", "functie")

    @property
    def begint_opdracht(self) -> bool:
        """It is an instruction, or a paragraph of which the first sentence is one."""
        return self.boom is not None or next(beeld(self.kern).zinnen, self).opdracht

    @property
    def zinnen(self) -> Iterator[Beeld]:
        """The sentences of the paragraph, roughly: enough to see an instruction behind another sentence."""
        return (beeld(z) for z in patroon("ZINSEINDE").split(self.regel))


@lru_cache(maxsize=16384)
def _beeld(regel: str) -> Beeld:
    return Beeld(regel)


def beeld(regel: str) -> Beeld:
    """What a line looks like."""
    return _beeld(regel.strip())


def _redactie(b: Beeld) -> bool:
    weg = b.begint("ONGEWIJZIGD") or re.search(r"\bongewijzigd\b[)\].]*\Z", b.regel) is not None
    return weg and 2 < len(b.regel.split()) < 18


EISEN: tuple[tuple[Regelsoort, str, Callable[[Beeld], bool]], ...] = (
    (Regelsoort.OPDRACHT, "een opdracht", lambda b: b.lijkt),
    (Regelsoort.SLOTBEPALING, "een inwerkingtreding", lambda b: b.ingang),
    (Regelsoort.WEGGELATEN, "een opmerking dat iets gelijk blijft", _redactie),
    (Regelsoort.TOELICHTING, "een wijziging van de toelichting", lambda b: b.toelichting),
    (Regelsoort.TOELICHTING, "uitleg bij een wijziging", lambda b: b.begint("UITLEG_BIJ")),
    (Regelsoort.ONDERTEKENING, "een ondertekening", lambda b: b.slot in ("formule", "plaats en datum")),
)
"""What a line claims to be by itself, how that is called, and how it is seen."""


def eist(regel: str, behalve: Container[Regelsoort] = ()) -> tuple[Regelsoort, str] | None:
    """What a line claims to be by itself, other than law and some kinds; None when it can be law."""
    gezien = beeld(regel)
    return next(((soort, naam) for soort, naam, toets in EISEN if soort not in behalve and toets(gezien)), None)


def is_afgebroken(regel: str, volgend: str) -> bool:
    """True when a word is broken at the end of a line: with or without its hyphen is not certain.

    >>> is_afgebroken("die is inge-", "diend;"), is_afgebroken("van 2026 -", "en later")
    (True, False)
    """
    kern = regel.rstrip()
    return kern[-1:] == "-" and kern[-2:-1].isalpha() and volgend.lstrip()[:1].islower()


def tweede_opdracht(tekst: str) -> str:
    """The instruction that stands behind the first sentence, or any boundary, of a new text; empty when there is none.

    >>> tweede_opdracht("Het tarief is € 3. Het tweede lid vervalt."), tweede_opdracht("Het tarief is € 3; het tweede lid is van toepassing.")
    ('Het tweede lid vervalt', '')
    >>> tweede_opdracht("“Het tarief is € 3.” en het tweede lid vervalt.")
    'het tweede lid vervalt'
    >>> tweede_opdracht("Het tarief is € 3, zulks met verval van het derde lid.")
    'zulks met verval van het derde lid'
    """
    kern = beeld(tekst).kern
    achter = [(t.group(), beeld(kern[t.end() :].rstrip(".)"))) for t in patroon("GRENS").finditer(kern)]
    # Achter een komma alleen gaat ook een plaats verder («artikel 5, onderdeel c, wordt …»).
    los = (b for grens, b in achter if grens != ", " and b.regel[-1:] != ":" and (b.lijkt or b.laat_vervallen))
    zeker = (
        b
        for grens, b in achter
        if b.opdracht or b.begint("ONDER_VERNUMMERING") or b.begint("DAAD_ERBIJ") or (grens[:1] != "(" and b.leunt)
    )
    zinnen = (b for b in [*beeld(tekst).zinnen][1:] if b.opdracht or b.lijkt)
    return next((b.regel for b in (*zeker, *los, *zinnen)), "")
