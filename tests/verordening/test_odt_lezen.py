"""OpenDocument lezen: eigen papier komt terug, lijsten tellen, en wat niet te lezen is wordt gezegd."""

import io
import itertools
import zipfile

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Noot, Soort, Tabel, alineas, tekst, wandel
from verordening.canoniek import schrijf
from verordening.lezers import lees
from verordening.papier import zet
from verordening.tekst.eigenpapier import alleen_de_regeling
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.woordblok import Wordalinea
from verordening.verantwoording import Boekhouder, Klasse
from versies.opdracht import lees_besluit
from versies.opstellen.kern import kern_van
from versies.weergave.doorlopend import doorlopende_tekst

RUIMTEN = " ".join(
    f'xmlns:{kort}="urn:oasis:names:tc:opendocument:xmlns:{lang}:1.0"'
    for kort, lang in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)


def odt(romp, stijlen="", manifest="<manifest/>"):
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        z.writestr("META-INF/manifest.xml", manifest)
        z.writestr(
            "content.xml",
            f"<office:document-content {RUIMTEN}><office:automatic-styles>{stijlen}</office:automatic-styles>"
            f'<office:body><office:text><text:h text:outline-level="1">Artikel 1 Hulp</text:h>{romp}</office:text>'
            "</office:body></office:document-content>",
        )
    return uit.getvalue()


def p(woorden):
    return f"<text:p>{woorden}</text:p>"


def lijst(*items, kop='text:style-name="L"'):
    return f"<text:list {kop}>{''.join(f'<text:list-item>{i}</text:list-item>' for i in items)}</text:list>"


NIVEAUS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix="."/>'
    "</text:list-style>"
)


def regels(romp, stijlen=NIVEAUS, **meer):
    return tekst(lees(odt(romp, stijlen), naam="x.odt", **meer).wortel).split("\n")[1:]


def codes(romp, stijlen=NIVEAUS):
    return [b.code for b in lees(odt(romp, stijlen), naam="x.odt").bevindingen if b.ernst.value == "fout"]


def test_lijsten_tellen_en_een_nieuwe_lijst_begint_opnieuw():
    onder = lijst(p("thuis;"), p("elders."), kop="")
    romp = lijst(p("Het college helpt:") + onder, p("De raad helpt.")) + p("Los.") + lijst(p("Opnieuw."))
    assert regels(romp) == [
        "1. Het college helpt:",
        "a. thuis;",
        "b. elders.",
        "2. De raad helpt.",
        "Los.",
        "1. Opnieuw.",
    ]


def test_een_lijst_die_verdergaat_telt_door_en_een_item_mag_zelf_zeggen_waar_het_begint():
    verder = lijst(p("Derde."), kop='text:style-name="L" text:continue-numbering="true"')
    begin = '<text:list text:style-name="L"><text:list-item text:start-value="7"><text:p>Zevende.</text:p></text:list-item></text:list>'
    assert regels(lijst(p("Een."), p("Twee.")) + verder + begin)[2:] == ["3. Derde.", "7. Zevende."]


def test_macht_noot_tab_en_spaties():
    hoog = '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    noot = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>%s</text:note-body></text:note>'
    romp = p(
        f'Ten hoogste 10<text:span text:style-name="T1">3</text:span> gram{noot % p("Droog gewogen.")}<text:s text:c="2"/>zout.'
    )
    assert regels(romp, hoog) == ["Ten hoogste 10³ gram zout.", "Droog gewogen."]


@pytest.mark.parametrize(
    ("eigen", "keuze", "uitkomst"),
    [
        ('style:text-line-through-style="solid"', Keuzes(doorgehaald="weg"), "Binnen acht weken."),
        ('style:text-line-through-style="solid"', Keuzes(doorgehaald="blijft"), "Binnen zes acht weken."),
        ('text:display="none"', Keuzes(verborgen="weg"), "Binnen acht weken."),
        ('text:display="none"', Keuzes(verborgen="blijft"), "Binnen zes acht weken."),
    ],
)
def test_doorgehaald_en_verborgen_vragen_een_keuze(eigen, keuze, uitkomst):
    stijl = f'<style:style style:name="T1" style:family="text"><style:text-properties {eigen}/></style:style>'
    romp = p('Binnen <text:span text:style-name="T1">zes </text:span>acht weken.')
    assert codes(romp, stijl) == ["lezen-keuze-nodig"]
    assert regels(romp, stijl, keuzes=keuze) == [uitkomst]


def test_wat_niet_te_lezen_is_staat_er_met_zijn_plaats():
    assert codes(p("Tekst.<text:ietsNieuws>weg</text:ietsNieuws>")) == ["lezen-onverklaard"]
    assert codes(p("Bladzijde <text:page-number>1</text:page-number>.")) == ["lezen-geweigerd"]
    assert codes("<text:tracked-changes><text:changed-region/></text:tracked-changes><text:p>Tekst.</text:p>") == [
        "lezen-keuze-nodig"
    ]


def test_een_wachtwoord_wordt_bij_de_naam_genoemd():
    with pytest.raises(Geweigerd, match="wachtwoord"):
        lees(odt("", manifest="<manifest><encryption-data/></manifest>"), naam="x.odt")


def test_eigen_papier_keert_letterlijk_terug_uit_word_en_opendocument(wortel):
    map_ = wortel / "verordening" / "voorbeeld" / "regelingen" / "verordening-werk-en-inkomen"
    for pad, vorm in itertools.product(sorted(map_.glob("*.xml"))[:2], ("docx", "odt")):
        was = lees(pad)
        papier = zet(doorlopende_tekst(was, bestand=schrijf(was)), vorm)
        terug = lees(papier, naam=f"geldend.{vorm}")
        assert tekst(terug.wortel) == tekst(was.wortel), vorm
        assert kern_van(terug) == kern_van(was), vorm
        assert not [b for b in terug.bevindingen if b.ernst.value == "fout"]


@pytest.mark.parametrize("kwaad", ["andere ruimte", "tweemaal"])
def test_een_pakket_met_een_vreemd_of_dubbel_deel_wordt_geweigerd(kwaad):
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(odt(p("Het college helpt.")))) as z, zipfile.ZipFile(uit, "w") as nieuw:
        for naam in z.namelist():
            nieuw.writestr(naam, z.read(naam))
        stijlen = f"<office:document-styles {RUIMTEN}/>"
        if kwaad == "andere ruimte":
            nieuw.writestr("styles.xml", stijlen.replace("office:1.0", "offices:1.0"))
        else:
            with pytest.warns(UserWarning):
                nieuw.writestr("content.xml", z.read("content.xml").replace(b"college", b"bestuur"))
    with pytest.raises(Geweigerd, match="beschadigd"):
        lees(uit.getvalue(), naam="x.odt")


def test_een_besluit_in_opendocument_wordt_gelezen_als_een_besluit_in_word():
    romp = (
        p("Artikel I")
        + p("Artikel 9 van de Verordening proef vervalt.")
        + p("Artikel II")
        + p("Deze verordening treedt in werking op 1 januari 2027.")
    )
    kop = '<text:h text:outline-level="1">Artikel 1 Hulp</text:h>'
    with zipfile.ZipFile(io.BytesIO(odt(romp))) as z:
        delen = {n: z.read(n) for n in z.namelist()}
    delen["content.xml"] = delen["content.xml"].replace(
        kop.encode(), p("Verordening tot wijziging van de Verordening proef").encode()
    )
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as z:
        for naam, inhoud in delen.items():
            z.writestr(naam, inhoud)
    besluit = lees_besluit(uit.getvalue(), naam="besluit.odt")
    assert [o.zin for o in besluit.opdrachten] == ["Artikel 9 van de Verordening proef vervalt."]


def gebied(naam, soort, inhoud="", wie="A. de Wit"):
    info = (
        f"<office:change-info><dc:creator>{wie}</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info>"
    )
    return f'<text:changed-region text:id="{naam}"><text:{soort}>{info}{inhoud}</text:{soort}></text:changed-region>'


def sporen(*gebieden):
    return (
        f'<text:tracked-changes xmlns:dc="http://purl.org/dc/elements/1.1/">{"".join(gebieden)}</text:tracked-changes>'
    )


def merk(soort, naam):
    return f'<text:change{soort} text:change-id="{naam}"/>'


IN_DE_ZIN = sporen(gebied("d", "deletion", p("zes")), gebied("i", "insertion", wie="B. Bos")) + p(
    f"Binnen {merk('', 'd')}{merk('-start', 'i')}acht{merk('-end', 'i')} weken."
)
HELE_ALINEA = sporen(gebied("d", "deletion", p("Oud lid.") + p("")), gebied("i", "insertion")) + (
    p(f"Eerste zin.{merk('-start', 'i')}")
    + p("Nieuwe zin.")
    + p(f"Ook nieuw.{merk('-end', 'i')}")
    + p(f"{merk('', 'd')}Laatste zin.")
)
IN_EEN_LIJST = sporen(gebied("i", "insertion")) + lijst(
    p(f"Een.{merk('-start', 'i')}"), p(f"Tussen.{merk('-end', 'i')}"), p("Twee.")
)
OVER_DE_GRENS = sporen(gebied("d", "deletion", p(" helpt.") + p("De raad"))) + p(f"Het college{merk('', 'd')} beslist.")


@pytest.mark.parametrize(
    ("romp", "aanvaard", "verworpen"),
    [
        (IN_DE_ZIN, ["Binnen acht weken."], ["Binnen zes weken."]),
        (
            HELE_ALINEA,
            ["Eerste zin.", "Nieuwe zin.", "Ook nieuw.", "Laatste zin."],
            ["Eerste zin.", "Oud lid.", "Laatste zin."],
        ),
        (IN_EEN_LIJST, ["1. Een.", "2. Tussen.", "3. Twee."], ["1. Een.", "2. Twee."]),
        (OVER_DE_GRENS, ["Het college beslist."], ["Het college helpt.", "De raad beslist."]),
    ],
)
def test_bijgehouden_wijzigingen_aanvaard_en_verworpen(romp, aanvaard, verworpen):
    assert regels(romp, keuzes=Keuzes("aanvaarden")) == aanvaard
    assert regels(romp, keuzes=Keuzes("verwerpen")) == verworpen
    for keuze in ("aanvaarden", "verwerpen"):
        gelezen = lees(odt(romp, NIVEAUS), naam="x.odt", keuzes=Keuzes(keuze))
        assert not [b for b in gelezen.bevindingen if b.ernst.value == "fout"]


def test_van_een_auteur_aanvaard_en_van_de_ander_verworpen():
    assert regels(IN_DE_ZIN, keuzes=Keuzes("aanvaarden", van=frozenset({"B. Bos"}))) == ["Binnen zesacht weken."]
    assert regels(IN_DE_ZIN, keuzes=Keuzes("aanvaarden", van=frozenset({"A. de Wit"}))) == [
        "Binnen  weken.".replace("  ", " ")
    ]


@pytest.mark.parametrize(
    ("eigen", "code"),
    [
        ('fo:color="#ffffff"', "onleesbare-woorden"),
        ('fo:font-size="1pt"', "onleesbare-woorden"),
        ('fo:background-color="#ffff00"', "gemarkeerd"),
        ('fo:text-transform="uppercase"', "hoofdletters"),
    ],
)
def test_witte_kleine_gemarkeerde_letters_en_kapitalen_worden_gezegd(eigen, code):
    stijl = f'<style:style style:name="T1" style:family="text"><style:text-properties {eigen}/></style:style>'
    romp = p('Binnen <text:span text:style-name="T1">zes </text:span>acht weken.')
    assert regels(romp, stijl) == ["Binnen zes acht weken."]
    assert code in [b.code for b in lees(odt(romp, stijl), naam="x.odt").bevindingen]


def test_wit_op_een_gekleurde_cel_is_te_lezen():
    stijl = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:color="#FFFFFF"/></style:style>'
        '<style:style style:name="C1" style:family="table-cell"><style:table-cell-properties fo:background-color="#123456"/></style:style>'
    )
    cel = '<table:table-cell table:style-name="C1"><text:p><text:span text:style-name="T1">Bedrag</text:span></text:p></table:table-cell>'
    romp = p("Zie:") + f"<table:table><table:table-row>{cel}{cel}</table:table-row></table:table>"
    assert "onleesbare-woorden" not in [b.code for b in lees(odt(romp, stijl), naam="x.odt").bevindingen]


def test_een_kop_kan_opnieuw_beginnen_te_tellen():
    koppen = '<text:outline-style><text:outline-level-style text:level="2" style:num-format="A" text:start-value="2"/></text:outline-style>'
    kop = '<text:h text:outline-level="2" {}>Deel</text:h>'
    herstart = kop.format('text:restart-numbering="true"')
    vijf = kop.format('text:restart-numbering="true" text:start-value="5"')
    assert regels(kop.format("") + kop.format("") + herstart + vijf, koppen) == ["B Deel", "C Deel", "B Deel", "E Deel"]


def test_voetnoten_en_eindnoten_tellen_elk_voor_zich_en_in_hun_eigen_vorm():
    noot = '<text:note text:note-class="{}"><text:note-citation/><text:note-body><text:p>Zie de wet.</text:p></text:note-body></text:note>'
    romp = p(
        "Een" + noot.format("footnote") + noot.format("endnote") + noot.format("footnote") + noot.format("endnote")
    )
    gelezen = lees(odt(romp), naam="x.odt").wortel
    assert [n.nummer for a in alineas(gelezen) for n in a.inhoud if isinstance(n, Noot)] == ["1", "i", "2", "ii"]


def test_een_bedekte_cel_die_ontbreekt_schuift_geen_woord_een_kolom_op():
    cel = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"
    rij = f"<table:table-row>{cel.format('table:number-columns-spanned=' + chr(34) + '2' + chr(34), 'Soort')}{cel.format('', 'Tarief')}</table:table-row>"
    (tabel,) = [
        b
        for e in wandel(lees(odt(f"<table:table>{rij}</table:table>"), naam="x.odt").wortel)
        for b in e.inhoud
        if isinstance(b, Tabel)
    ]
    assert [(c.kolom, c.van, c.tot) for c in tabel.groepen[0].romp[0].cellen] == [
        ("col1", "col1", "col2"),
        ("col3", "", ""),
    ]


def test_streepjes_volgen_het_niveau_dat_de_lijst_zelf_geeft():
    stijl = (
        '<text:list-style style:name="L">'
        + "".join(f'<text:list-level-style-bullet text:level="{n}" text:bullet-char="–"/>' for n in (1, 2))
        + "</text:list-style>"
    )
    romp = lijst(p("de raad;") + lijst(p("de leden;"), kop=""), p("het college."))
    (rij,) = [e for e in wandel(lees(odt(romp, stijl), naam="x.odt").wortel) if e.soort is Soort.LIJST][:1]
    assert [tekst(k).split("\n") for k in rij.inhoud] == [["– de raad;", "– de leden;"], ["– het college."]]


def test_een_noot_bij_wat_bij_het_stuk_hoort_gaat_niet_stil_weg():
    noot = Noot("1", (Alinea(("gemeten vanaf de grond",)),))
    blokken = [
        Wordalinea(("Regels proef",), kop=1),
        Wordalinea(("Kenmerk\tregels-proef", noot), stijl="Gegeven", plaats="alinea 2"),
        Wordalinea(("Tekst van de regeling",), kop=2, anker="tekst"),
        Wordalinea(("Artikel 1",), kop=3),
    ]
    boek = Boekhouder()
    alleen_de_regeling(blokken, boek)
    onverklaard = [(p.plaats, p.fragment) for p in boek.sluit("", "").posten if p.klasse is Klasse.ONVERKLAARD]
    assert onverklaard == [("alinea 2", "gemeten vanaf de grond")]


def test_wat_in_een_inhoudsopgave_staat_en_niemand_kent_wordt_gezegd():
    bron, inhoud = "<text:table-of-content-source/>", p("Artikel 1 Hulp")
    for naam, onbekend in (("index-body", 0), ("index-bodyX", 1)):
        stuk = f"<text:table-of-content>{bron}<text:{naam}>{inhoud}</text:{naam}></text:table-of-content>"
        gelezen = lees(odt(stuk + p("Het college helpt.")), naam="a.odt")
        posten = gelezen.verantwoording.posten
        assert sum(post.klasse is Klasse.ONVERKLAARD for post in posten) == onbekend, naam
