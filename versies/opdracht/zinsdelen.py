"""The parts of an instruction around its verb, by the name of their rule in the grammar; and places seen from a scope."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from versies.opdracht.adressen import Plaats, erft, rangorde, tussen
from versies.opdracht.lexer import Boom, Nummers, Symbool
from versies.opdracht.ontleden import bladeren
from versies.opdracht.woorden import patroon
from versies.wijziging import EENMAAL, TELKENS, Ledenvorm, Plek

ABSOLUUT = frozenset(
    {"boek", "deel", "hoofdstuk", "titel", "afdeling", "paragraaf", "subparagraaf", "artikel", "bijlage"}
)
KOP = ABSOLUUT | {"tabel"}
"""Units that can have a heading."""
_BIJZAKEN = frozenset({"onder_vernummering", "onder_vervanging", "onder_toevoeging", "tussen_tekst"})
"""Slots that belong to one deed, not to all deeds of the sentence."""
PLAATSEN = frozenset({"plaats", "in", "aan", "slot", "na", "voor"})
_EIGEN = _BIJZAKEN | {"woorden", "teken", "van", "door", "werkwoord"}
"""Slots that a next deed without a verb never takes from the one before it."""
_ELDERS = frozenset({"voorwaarde", "tijdstip", "werkwoord"})
"""Slots that are read from the sentence itself, not by its deed."""
_NIEUWE_TEKST = frozenset({"LADING", "STUK", "REST", "BIJGEVOEGD"})
"""Symbols for new text: whether that came through, is seen to in :mod:`versies.opdracht.keur`."""
_KAAL = frozenset({"telkens", "in_alfabet", "voor_de_tekst"})
"""Slots that say something by being there."""
BEGIN = frozenset({"WORDT", "KOMT", "VERVALT", "LUIDT", "WIJZIGT"})
"""Verbs, or their first half: what stands in front of them holds for the deeds behind them too."""


def van(boom: Boom, *soorten: str) -> list[Symbool]:
    """The symbols of some kinds in a tree."""
    return [s for s in bladeren(boom) if s.soort in soorten]


def plaatsen(boom: Boom) -> list[Plaats]:
    """The places that a sentence names."""
    return [s.plaats for s in van(boom, "ADRES")]


def nieuwe_tekst(boom: Boom) -> list[Symbool]:
    """The symbols that stand for new text without quotation marks."""
    return van(boom, "LADING", "STUK", "REST")


def inline_lading(boom: Boom) -> str:
    """New text behind the colon in the same paragraph; empty when it follows below."""
    return next((s.woorden for s in nieuwe_tekst(boom)), "")


def blok_van(boom: Boom) -> bool:
    """True for "… wordt als volgt gewijzigd:"."""
    return boom.takken[-1].naam == "blok"


def wacht_op_lading(boom: Boom) -> bool:
    """True when the sentence ends in a colon after which new text must follow (not a block heading)."""
    return any(not s.woorden for s in van(boom, "LADING")) and not blok_van(boom)


def geldt_voor_alles(boom: Boom, naam: str) -> bool:
    """Whether a slot such as a day or a condition is of every deed of the sentence: it stands in front, or one verb carries them all."""
    daden = [Zinsdelen(d.takken) for d in boom.takken if isinstance(d, Boom)]
    ergens = [i for i, d in enumerate(daden) if naam in d]
    voorop = ergens == [0] and naam in daden[0].voorop
    return not ergens or voorop or (ergens == [0] and not any(d.vervoegd for d in daden[1:]))


class Zinsdelen:
    """The slots of one deed, and which of their symbols it asked for: what it leaves is not read (:meth:`ongebruikt`).

    Args:
        delen: the slots.
        gevraagd: the symbols that were asked for; one set for all deeds of a sentence.
    """

    def __init__(self, delen: Iterable[Boom] = (), gevraagd: set[int] | None = None) -> None:
        self.delen = list(delen)
        self._gevraagd = set() if gevraagd is None else gevraagd

    def met(self, delen: Iterable[Boom]) -> Zinsdelen:
        """Other slots of the same sentence."""
        return Zinsdelen(delen, self._gevraagd)

    def ongebruikt(self, daad: Boom) -> Symbool | None:
        """The first symbol of a deed that says something and that nobody asked for."""
        delen = (d for d in daad.takken if d.naam not in _ELDERS)
        zegt = (s for d in delen for s in bladeren(d) if s.waarde != "" or d.naam in _KAAL)
        return next((s for s in zegt if s.soort not in _NIEUWE_TEKST and id(s) not in self._gevraagd), None)

    def _vraag(self, symbolen: Iterable[Symbool]) -> list[Symbool]:
        uit = list(symbolen)
        self._gevraagd.update(map(id, uit))
        return uit

    @property
    def voorop(self) -> Zinsdelen:
        """The slots in front of the verb: these hold for the deeds behind it too."""
        begin = next((i for i, d in enumerate(self.delen) if van(d, *BEGIN)), len(self.delen))
        return self.met(d for d in self.delen[:begin] if d.naam not in _EIGEN)

    @property
    def vervoegd(self) -> bool:
        """True when it has a verb of its own."""
        return any(van(d, *BEGIN) for d in self.delen)

    def aangevuld(self, ander: Zinsdelen) -> Zinsdelen:
        """These slots, and those of the deed before that this one leaves out."""
        eigen = {d.naam for d in self.delen}
        eigen |= PLAATSEN if eigen & (PLAATSEN - {"na", "voor"}) else set()
        return self.met([*(d for d in ander.delen if d.naam not in eigen | _EIGEN), *self.delen])

    def __contains__(self, naam: str) -> bool:
        """Whether there is such a slot; that asks for none of the values in it."""
        delen = self._met(naam)
        self._vraag(s for d in delen for s in bladeren(d) if s.waarde == "")
        return bool(delen)

    def _met(self, *namen: str) -> list[Boom]:
        return [d for d in self.delen if d.naam in namen]

    def bomen(self, *namen: str) -> list[Boom]:
        """The slots with some names."""
        delen = self._met(*namen)
        self._vraag(s for d in delen for s in bladeren(d))
        return delen

    def alle(self, naam: str, *soorten: str) -> list[Symbool]:
        """The symbols of some kinds in the slots with a name."""
        return self._vraag(s for d in self._met(naam) for s in van(d, *soorten))

    def _adressen(self, namen: Iterable[str]) -> list[Symbool]:
        vakken = ((n, "slot") if n == "aan" else (n,) for n in namen)
        return [s for v in vakken for d in self._met(*v) for s in van(d, "ADRES")]

    def noemt(self, *namen: str) -> bool:
        """Whether there is a place in the slots with some names; that does not ask for it."""
        return bool(self._adressen(namen))

    def plaatsen(self, *namen: str) -> list[Plaats]:
        """The places in the slots with some names, in the order of the names."""
        return [s.plaats for s in self._vraag(self._adressen(namen))]

    def laatste(self, naam: str) -> Plaats:
        """The last place in the slots with a name."""
        return self._vraag(self._adressen((naam,))[-1:])[0].plaats

    def tekst(self, naam: str) -> str:
        """The last words between quotation marks, or the sign, in the slots with a name; empty when there are none."""
        citaten = [s for d in self._met(naam) for s in van(d, "CITAAT", "TEKEN")]
        return next((s.woorden for s in self._vraag(citaten[-1:])), "")

    def getal(self, naam: str) -> int | None:
        """What a counting word says ("de tweede keer")."""
        getallen = (s for d in self._met(naam) for s in bladeren(d) if isinstance(s.waarde, int))
        return next((s.waarde for s in self._vraag(getallen) if isinstance(s.waarde, int)), None)

    @property
    def keer(self) -> int:
        """Which occurrence is meant: the only one, each of them, or the n-th."""
        heel = any(patroon("HEEL").match(s.tekst) for s in self.regelingen)
        return TELKENS if "telkens" in self or heel else self.getal("keer") or EENMAAL

    @property
    def regelingen(self) -> list[Symbool]:
        """The regulations that are named where a place could be."""
        return self._vraag(s for d in self._met("regeling", "in", "aan") for s in van(d, "REGELING"))

    @property
    def regeling(self) -> str:
        """The regulation that is named, with a place or by itself."""
        namen = [s.woorden for s in self.regelingen][-1:]
        return next((n for n in (*namen, *(p.regeling for d in self.delen for p in plaatsen(d))) if n), "")

    @property
    def kop_letterlijk(self) -> Plaats | None:
        """The unit whose heading is given in words ("Het opschrift “Hoofdstuk 2 Aanpak” wordt …")."""
        for vorige, deel in zip(self.delen, self.delen[1:], strict=False):
            if vorige.naam == "plaats" and deel.naam == "woorden":
                kop = self._vraag(van(vorige, "ADRES"))[-1].plaats
                return kop if kop.adressen[0].stappen[-1:] == (Stap("opschrift"),) else None
        return None


# --- places -----------------------------------------------------------------------------------------------------------


def binnen(buiten: Adres, adres: Adres) -> Adres:
    """An address seen from a scope: absolute addresses keep standing on their own, others go below the scope.

    >>> from verordening.taal import uit_tekst as a
    >>> binnen(a("artikel 7, tweede lid"), a("onderdeel b")).tekst()
    'artikel 7, tweede lid, onderdeel b'
    >>> binnen(a("artikel 7"), a("artikel 7, derde lid")).tekst()
    'artikel 7, derde lid'
    """
    if not adres.stappen or not buiten.stappen:
        return adres if adres.stappen else buiten
    eerste = adres.stappen[0]
    if eerste.soort not in ABSOLUUT:
        if eerste.soort in _NIET_IN_ZICHZELF and eerste.soort in {s.soort for s in buiten.stappen}:
            raise Geweigerd.om("buiten-blok/ligt-buiten", adres=adres.tekst(), buiten=buiten.tekst())
        # «de aanhef van artikel 10» als blok, dan «onderdeel a»: naast de aanhef, niet erin.
        stappen = buiten.stappen[:-1] if buiten.stappen[-1].soort in ("aanhef", "opschrift") else buiten.stappen
        # «Bij nr. 1 wordt in de kolom “Wie” …»: de kolom telt in de rij.
        kolom = (
            stappen[-1:]
            if stappen[-1:] and stappen[-1].soort == "kolom" and eerste.soort in ("rij", "onderdeel")
            else ()
        )
        return Adres((*stappen[: len(stappen) - len(kolom)], *adres.stappen, *kolom))
    gelijk = [i for i, s in enumerate(buiten.stappen) if s.soort == eerste.soort]
    if not gelijk:
        structuur = tuple(s for s in buiten.stappen if s.soort in ABSOLUUT)
        return Adres((*structuur, *adres.stappen)) if structuur and structuur[-1].soort != "artikel" else adres
    plaats = gelijk[0]
    if buiten.stappen[plaats] != eerste and eerste.soort == "artikel":
        raise Geweigerd.om("buiten-blok/ligt-buiten", adres=adres.tekst(), buiten=buiten.tekst())
    return Adres((*buiten.stappen[:plaats], *adres.stappen))


def naast_elkaar(vorige: Adres, adres: Adres) -> bool:
    """Whether a place cannot lie in the one named before it: of the same rank or a higher one, or a part of the regulation itself.

    >>> from verordening.taal import uit_tekst as a
    >>> naast_elkaar(a("artikel 7, eerste lid"), a("artikel 8")), naast_elkaar(a("hoofdstuk 2"), a("artikel 8"))
    (True, False)
    """
    if not vorige.stappen or not adres.stappen or vorige.stappen == adres.stappen[: len(vorige.stappen)]:
        return False
    boven, eerste = vorige.stappen[0], adres.stappen[0]
    los = len(vorige.stappen) == 1 and boven.soort in _VAN_DE_REGELING
    eigen = len(adres.stappen) == 1 and eerste.soort == "citeertitel"
    hoger = eerste.soort in ABSOLUUT and boven.soort in ABSOLUUT and rangorde(boven) >= rangorde(eerste)
    return los or eigen or hoger


_VAN_DE_REGELING = frozenset({"opschrift", "citeertitel", "aanhef"})


def samen(vorige: Adres, adres: Adres) -> Adres:
    """Two places of one sentence: the second below the first, or beside it ("in het eerste lid … en in het tweede lid …").

    >>> from verordening.taal import uit_tekst as a
    >>> samen(a("artikel 7, eerste lid"), a("tweede lid")).tekst(), samen(a("artikel 7, eerste lid"), a("onderdeel b")).tekst()
    ('artikel 7, tweede lid', 'artikel 7, eerste lid, onderdeel b')
    """
    if vorige.stappen and adres.stappen and vorige.stappen[0].soort not in ABSOLUUT and adres.artikel:
        return binnen(adres, vorige)  # «In de rij “x” wordt in artikel 7 …»
    eerste = adres.stappen[0].soort if adres.stappen else ""
    naast = eerste in _NIET_IN_ZICHZELF and eerste in {s.soort for s in vorige.stappen}
    return erft(vorige, adres) if naast else binnen(vorige, adres)


_NIET_IN_ZICHZELF = frozenset({"lid", "zin", "alinea", "rij", "kolom", "begrip"})
"""Units of which none lies in another of its kind: the second one that is named lies beside the first."""


def reeks(van: Adres, tot: Adres) -> list[Adres]:
    """All addresses from first to last; numbers that cannot be counted give only the two ends."""
    if van == tot:
        return [van]
    a, b = van.stappen[-1], tot.stappen[-1]
    nummers = tussen(a.nummer, b.nummer)
    if not nummers:
        raise Geweigerd.om("reeks", a=a.soort, a2=a.nummer, b=b.nummer)
    return [Adres((*van.stappen[:-1], Stap(a.soort, n))) for n in nummers]


def alle(reeksen: Iterable[tuple[Adres, Adres]]) -> list[Adres]:
    """Every address of some ranges."""
    return [a for van_, tot in reeksen for a in reeks(van_, tot)]


def rijen(nummers: object) -> Plaats:
    """Bare numbers ("2.1.3 en 2.1.4") are those of rows; bare letters those of onderdelen."""
    paren: Nummers = nummers if isinstance(nummers, tuple) else ()
    stappen = ([Stap("rij" if n[0].isdecimal() else "onderdeel", n) for n in paar] for paar in paren)
    return Plaats(tuple((Adres((a,)), Adres((b,))) for a, b in stappen))


def tekst_als_lid(artikel: Adres, nummers: Symbool) -> Ledenvorm:
    """ "De tekst van artikel 2 wordt genummerd als eerste lid"; as the second, when a first one comes before it."""
    paren = nummers.waarde if isinstance(nummers.waarde, tuple) else ()
    als_lid = artikel.stappen[-1:] and artikel.stappen[-1].soort == "artikel" and re.search(r"\blid\b", nummers.tekst)
    if not als_lid or len(paren) != 1 or len(set(paren[0])) != 1:
        raise Geweigerd.om("niets-gelezen")
    return Ledenvorm(Plek(artikel), True, f"{paren[0][0]}.")
