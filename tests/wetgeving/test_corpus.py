"""A corpus: everything that can be read is found again, everything that cannot is listed, and no accident loses a file."""

import io
import os
import random
import resource
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from impact.oordeel.corpusgevolgen import gevolgen_in
from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from versies.verschil import vergelijk
from wetgeving.corpus import bouw as bouwmodule
from wetgeving.corpus.bestanden import Bestand, Gemist, bestanden
from wetgeving.corpus.bouw import bouw, verwerk
from wetgeving.corpus.opslag import Opslag
from wetgeving.corpus.uittreksel import met_nummer
from wetgeving.corpus.vragen import Doel, cijfers, doel_uit, gelijk, niet_gelezen, raakt, zoek

REGELING = """# Verordening proef {n} (voorbeeldtekst)

## Artikel 1 Grondslag

1. Het college beoordeelt giften als bedoeld in artikel 31, tweede lid, onderdeel m, van de Participatiewet.
2. Artikel 31 van de Participatiewet is verder van toepassing.

## Artikel 2 Reeks

De artikelen 30 tot en met 33 van de Participatiewet gelden voor aanvraag {n}.
"""
ZONDER = "# Circulaire over giften\n\nDe minister wijst op artikel 31, tweede lid, van de Participatiewet.\n"


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    bron = tmp_path / "bron"
    bron.mkdir()
    for n in range(6):
        (bron / f"regeling{n}.md").write_text(REGELING.format(n=n), encoding="utf-8")
    (bron / "dubbel.md").write_text(REGELING.format(n=0), encoding="utf-8")
    (bron / "circulaire.md").write_text(ZONDER, encoding="utf-8")
    (bron / "leeg.md").write_bytes(b"")
    (bron / "kapot.xml").write_bytes(b"<toestand><wetgeving>")
    return bron


def test_wie_verwijst_naar_een_plaats_haar_delen_en_haar_geheel(map_: Path, tmp_path: Path) -> None:
    bouw([map_], tmp_path / "c.db", werkers=1)
    with Opslag(tmp_path / "c.db") as opslag:
        gevonden = raakt(opslag, doel_uit("artikel 31, tweede lid, onderdeel m, Pw"))
        per_soort = {(r.bepaling.adres, r.verhouding) for r in gevonden if "proef 3" in r.bepaling.titel}
        assert per_soort == {
            ("artikel 1, eerste lid", "zelfde"),
            ("artikel 1, tweede lid", "geheel"),
            ("artikel 2", "geheel"),
        }
        assert [r.bepaling.adres for r in gevonden if "Circulaire" in r.bepaling.titel] == ["alinea 2"]
        assert not [r for r in raakt(opslag, Doel("BWBR0015703", "34")) if r.bepaling.adres == "artikel 2"]
        assert {r.verhouding for r in raakt(opslag, Doel("BWBR0015703", "31"))} == {"zelfde", "deel", "geheel"}


def test_een_wet_met_haar_nummer_in_het_pad_verwijst_ook_naar_zichzelf(tmp_path: Path) -> None:
    (tmp_path / "BWBR0099999").mkdir()
    tekst = "# Proefwet\n\n## Artikel 1\n\nHet.\n\n## Artikel 2\n\nArtikel 1 geldt.\n"
    (tmp_path / "BWBR0099999" / "README.md").write_text(tekst, encoding="utf-8")
    (tmp_path / "proef.md").write_text(tekst, encoding="utf-8")
    bouw([tmp_path], tmp_path / "c.db", werkers=1)
    with Opslag(tmp_path / "c.db") as opslag:
        gevonden = raakt(opslag, Doel("BWBR0099999", "1"))
        assert [(r.bepaling.werk, r.bepaling.adres) for r in gevonden] == [("BWBR0099999", "artikel 2")]


def test_wat_niet_te_lezen_is_staat_er_met_zijn_reden(map_: Path, tmp_path: Path) -> None:
    uitslag = bouw([map_, tmp_path / "bestaat-niet"], tmp_path / "c.db", werkers=1)
    with Opslag(tmp_path / "c.db") as opslag:
        rijen = {Path(naam).name: (stand, reden) for naam, stand, reden in niet_gelezen(opslag)}
        telling = cijfers(opslag)
    assert rijen["circulaire.md"][0] == "zonder indeling"
    assert rijen["leeg.md"][0] == rijen["kapot.xml"][0] == rijen["bestaat-niet"][0] == "geweigerd"
    assert all(reden for _, reden in rijen.values())
    assert uitslag.geweigerd == 3 and telling["dubbel"] == 1 and telling["bestanden"] == 11


def test_een_tweede_ronde_leest_alleen_wat_veranderde_en_geeft_hetzelfde_als_opnieuw(
    map_: Path, tmp_path: Path
) -> None:
    bouw([map_], tmp_path / "c.db", werkers=1)
    (map_ / "regeling1.md").write_text(REGELING.format(n=99), encoding="utf-8")
    (map_ / "regeling2.md").unlink()
    (map_ / "dubbel.md").unlink()
    uitslag = bouw([map_], tmp_path / "c.db", werkers=1)
    bouw([map_], tmp_path / "vers.db", werkers=1)
    assert (uitslag.gelezen, uitslag.verwijderd) == (1, 2)
    with Opslag(tmp_path / "c.db") as oud, Opslag(tmp_path / "vers.db") as vers:
        vraag = Doel("BWBR0015703", "31", ("2", "m"))
        assert oud.inhoudshash() == vers.inhoudshash()
        assert [r.bepaling for r in raakt(oud, vraag)] == [r.bepaling for r in raakt(vers, vraag)]
        assert zoek(oud, "aanvraag 99") and not zoek(oud, "aanvraag 2")


def test_archieven_geven_hetzelfde_als_de_map_en_een_kapot_archief_houdt_de_rest_niet_tegen(
    map_: Path, tmp_path: Path
) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as z,
        tarfile.open(tmp_path / "b.tar.gz", "w:gz") as t,
    ):
        for pad in sorted(map_.iterdir()):
            z.write(pad, pad.name)
            t.add(pad, pad.name)
    heel = (tmp_path / "b.tar.gz").read_bytes()
    (tmp_path / "half.tar.gz").write_bytes(heel[: len(heel) // 2])
    inhoud = {Path(b.naam).name: b.gegevens for b in bestanden([map_]) if isinstance(b, Bestand)}
    for archief in ("a.zip", "b.tar.gz"):
        assert {
            b.naam.split("!")[1]: b.gegevens for b in bestanden([tmp_path / archief]) if isinstance(b, Bestand)
        } == inhoud
    half = list(bestanden([tmp_path / "half.tar.gz", map_ / "regeling0.md"]))
    assert any(isinstance(b, Gemist) and "beschadigd" in b.reden for b in half) and half[-1].naam.endswith(
        "regeling0.md"
    )


@pytest.mark.parametrize("hoe", ["midden.zip", "midden.tar.gz", "midden.tar.xz"])
def test_een_archief_dat_in_het_midden_kapot_is_houdt_niets_anders_tegen(map_: Path, tmp_path: Path, hoe: str) -> None:
    archief = tmp_path / "bron2" / hoe
    archief.parent.mkdir()
    toeval = random.Random(7)
    rijen = {f"r{n}.md": REGELING.format(n=n).encode() + toeval.randbytes(3000).hex().encode() for n in range(9)}
    if hoe.endswith("zip"):
        with zipfile.ZipFile(archief, "w", zipfile.ZIP_DEFLATED) as z:
            for naam, inhoud in rijen.items():
                z.writestr(naam, inhoud)
    else:
        with tarfile.open(archief, f"w:{hoe[-2:]}") as t:
            for naam, inhoud in rijen.items():
                lid = tarfile.TarInfo(naam)
                lid.size = len(inhoud)
                t.addfile(lid, io.BytesIO(inhoud))
    heel = bytearray(archief.read_bytes())
    heel[len(heel) // 2 : len(heel) // 2 + 40] = b"\xff" * 40
    archief.write_bytes(heel)
    (archief.parent / "z.md").write_text(REGELING.format(n=50), encoding="utf-8")
    gelezen = list(bestanden([archief.parent]))
    gemist = [b for b in gelezen if isinstance(b, Gemist)]
    assert len(gemist) == 1 and ("niet te lezen" in gemist[0].reden or "beschadigd" in gemist[0].reden)
    assert gelezen[-1].naam.endswith("z.md") and (not hoe.endswith("zip") or len(gelezen) == 10)
    uitslag = bouw([archief.parent], tmp_path / "c.db", werkers=1)
    # Van een gepakte stroom komt de controlesom pas aan het eind: het lid dat geraakt is, kan zelf ook nog geweigerd worden.
    assert uitslag.gelezen + uitslag.geweigerd == len(gelezen) and 1 <= uitslag.geweigerd <= 2


def test_tienduizend_lege_bestanden_en_een_van_meer_dan_honderd_megabyte_staan_in_de_lijst(tmp_path: Path) -> None:
    bron = tmp_path / "bron"
    bron.mkdir()
    for n in range(10_000):
        (bron / f"leeg{n:05}.md").touch()
    with (bron / "groot.md").open("wb") as groot:
        groot.truncate(100_000_001)
    (bron / "goed.md").write_text(REGELING.format(n=1), encoding="utf-8")
    uitslag = bouw([bron], tmp_path / "c.db", werkers=1)
    assert (uitslag.gelezen, uitslag.geweigerd) == (1, 10_001)
    with Opslag(tmp_path / "c.db") as opslag:
        redenen = {reden.rpartition(".md: ")[2] for _, _, reden in niet_gelezen(opslag)}
    assert len(redenen) == 2 and any("te groot (100.000.001 bytes" in r for r in redenen)


def test_een_bestand_van_bijna_honderd_megabyte_wordt_gelezen_of_geweigerd_met_zijn_reden(tmp_path: Path) -> None:
    bron = tmp_path / "bron"
    bron.mkdir()
    (bron / "groot.md").write_bytes(b"# Proef\n\n## Artikel 1\n\n" + b"x" * 99_000_000)
    (bron / "goed.md").write_text(REGELING.format(n=1), encoding="utf-8")
    uitslag = bouw([bron], tmp_path / "c.db", werkers=1)
    assert uitslag.gelezen >= 1 and uitslag.gelezen + uitslag.geweigerd == 2


class _Vol(Opslag):
    """Een schijf waarop nog maar een paar bladzijden passen."""

    def __init__(self, pad: Path, *, nieuw: bool = False) -> None:
        super().__init__(pad, nieuw=nieuw)
        vol = self.db.execute("PRAGMA page_count").fetchone()[0] + 30
        self.db.execute(f"PRAGMA max_page_count = {vol}")


def test_een_volle_schijf_geeft_een_reden_en_bewaart_wat_af_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bron = tmp_path / "bron"
    bron.mkdir()
    for n in range(200):
        (bron / f"r{n:03}.md").write_text(REGELING.format(n=n), encoding="utf-8")
    monkeypatch.setattr(bouwmodule, "Opslag", _Vol)
    monkeypatch.setattr(bouwmodule, "_BUNDEL", 2000)
    with pytest.raises(Geweigerd, match="niet te schrijven"):
        bouw([bron], tmp_path / "c.db", werkers=1)
    monkeypatch.undo()
    with Opslag(tmp_path / "c.db") as opslag:
        af = cijfers(opslag)["bestanden"]
    uitslag = bouw([bron], tmp_path / "c.db", werkers=1)
    assert 0 < af < 200 and uitslag.overgeslagen == af and uitslag.gelezen + uitslag.overgeslagen == 200


def test_een_onderbroken_ronde_gaat_verder_waar_zij_was(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breek_af(aantal: int, _naam: str) -> None:
        if aantal >= 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(bouwmodule, "_BUNDEL", 600)
    with pytest.raises(KeyboardInterrupt):
        bouw([map_], tmp_path / "c.db", werkers=1, meld=breek_af)
    verder = bouw([map_], tmp_path / "c.db", werkers=1)
    bouw([map_], tmp_path / "heel.db", werkers=1)
    with Opslag(tmp_path / "c.db") as een, Opslag(tmp_path / "heel.db") as ander:
        assert cijfers(een) == cijfers(ander) and verder.overgeslagen > 0


def test_een_wet_die_wijzigt_raakt_wie_naar_haar_verwijst_en_zonder_nummer_wordt_geweigerd(
    map_: Path, tmp_path: Path
) -> None:
    bouw([map_], tmp_path / "c.db", werkers=1)
    wet = "# {}\n\n## Artikel 30\n\nHet.\n\n## Artikel 31\n\n1. Een gift telt {}.\n2. De rest niet.\n"
    with Opslag(tmp_path / "c.db") as opslag:
        for titel, naam in (("Participatiewet", "was.md"), ("Proefwet", "BWBR0015703/was.md")):
            was, wordt = (lees(wet.format(titel, hoe).encode(), naam="was.md") for hoe in ("mee", "niet"))
            gevonden = gevolgen_in(opslag, vergelijk(met_nummer(was, naam), wordt))
            assert {(g.was, g.raak.bepaling.adres) for g in gevonden if "proef 3" in g.raak.bepaling.titel} == {
                ("artikel 31, eerste lid", "artikel 1, tweede lid"),
                ("artikel 31, eerste lid", "artikel 2"),
            }
        with pytest.raises(Geweigerd, match="nummer"):
            gevolgen_in(opslag, vergelijk(was, wordt))


def _met_een_bundel(
    verwerk_: Callable[[tuple[Bestand, ...]], object], map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """All files as one bundle for two workers that work in another way: what was refused, and why; the other ten are in."""
    monkeypatch.setattr(bouwmodule, "verwerk", verwerk_)
    monkeypatch.setattr(bouwmodule, "_BUNDEL", 1000)
    bouw([map_], tmp_path / "c.db", werkers=2)
    with Opslag(tmp_path / "c.db") as opslag:
        assert cijfers(opslag)["bestanden"] == 10
        return {Path(naam).name: reden for naam, stand, reden in niet_gelezen(opslag) if stand == "geweigerd"}


def test_een_werker_zonder_geheugen_kost_alleen_zijn_bestand(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rijen = _met_een_bundel(_zonder_geheugen, map_, tmp_path, monkeypatch)
    assert rijen["regeling4.md"] and set(rijen) == {"regeling4.md", "leeg.md", "kapot.xml"}


def _zonder_geheugen(bundel: tuple[Bestand, ...]) -> object:
    """Het lezen van een van de bestanden vraagt meer geheugen dan de werker mag hebben."""
    if any(b.naam.endswith("regeling4.md") for b in bundel):
        resource.setrlimit(resource.RLIMIT_AS, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 + 10**9,) * 2)
        bytearray(10**10)
    return verwerk(bundel)


def test_een_bom_in_een_zip_wordt_niet_uitgepakt(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bom.zip", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("bom.md", b"0" * 20_000_000)
    assert [type(b) for b in bestanden([tmp_path / "bom.zip"])] == [Gemist]


def test_een_process_dat_sterft_kost_alleen_het_bestand_dat_het_deed(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rijen = _met_een_bundel(_sterft, map_, tmp_path, monkeypatch)
    assert rijen.pop("regeling4.md") == "het lezen brak het proces af"
    assert set(rijen) == {"leeg.md", "kapot.xml"}


def _sterft(bundel: tuple[Bestand, ...]) -> object:
    if any(b.naam.endswith("regeling4.md") for b in bundel):
        os._exit(9)
    return verwerk(bundel)


def test_een_naam_die_geen_tekst_is_en_een_dode_verwijzing_houden_niets_tegen(map_: Path, tmp_path: Path) -> None:
    """Een pad is bytes: wat er geen tekst in is, staat er als zijn code; wat niet is gevolgd, staat in de lijst."""
    (map_ / os.fsdecode(b"niet\xff\nutf8.md")).write_text(REGELING.format(n=77), encoding="utf-8")
    (map_ / "dood.md").symlink_to("/bestaat/niet.md")
    (map_ / "lus").symlink_to("..")
    bouw([map_], tmp_path / "c.db", werkers=1)
    with Opslag(tmp_path / "c.db") as opslag:
        (gevonden,) = zoek(opslag, "aanvraag 77")
        geweigerd = {Path(naam).name for naam, stand, _ in niet_gelezen(opslag) if stand == "geweigerd"}
    assert gevonden.titel == "Verordening proef 77 (voorbeeldtekst)"
    assert geweigerd == {"dood.md", "lus", "leeg.md", "kapot.xml"}
    assert bouw([map_], tmp_path / "c.db", werkers=1).gelezen == 0


def test_twee_bestanden_met_dezelfde_naam_worden_beide_gelezen_en_een_map_die_twee_keer_is_gegeven_niet(
    tmp_path: Path,
) -> None:
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "a.zip", "w") as z, pytest.warns(UserWarning, match="Duplicate"):
        z.writestr("r.md", REGELING.format(n=1))
        z.writestr("r.md", REGELING.format(n=2))
    doel = tmp_path / "in" / "c.db"  # het corpus zelf is geen bron
    assert bouw([tmp_path / "in"] * 2, doel, werkers=1) == bouwmodule.Uitslag(2, 0, 0, 0)
    with Opslag(doel) as opslag:
        assert zoek(opslag, "aanvraag 1") and zoek(opslag, "aanvraag 2")
    assert bouw([tmp_path / "in"], doel, werkers=1) == bouwmodule.Uitslag(0, 2, 0, 0)


@pytest.mark.traag
def test_een_cluster_geeft_dezelfde_inhoud_ook_als_een_werker_halverwege_sterft(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("dask.distributed")
    monkeypatch.setattr(bouwmodule, "_BUNDEL", 300)
    bouw([map_], tmp_path / "hier.db", werkers=2)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        eerste = next(iter(cluster.workers.values()))

        def meld(n: int, _naam: str) -> None:
            if n == 3:
                cluster.loop.add_callback(eerste.kill)

        bouw([map_], tmp_path / "daar.db", cluster=cluster.scheduler_address, meld=meld)
    with Opslag(tmp_path / "hier.db") as hier, Opslag(tmp_path / "daar.db") as daar:
        assert hier.inhoudshash() == daar.inhoudshash()


def test_bijna_dezelfde_bepaling_wordt_gevonden_met_hoeveel_gelijk_is(map_: Path, tmp_path: Path) -> None:
    bouw([map_], tmp_path / "c.db", werkers=1)
    with Opslag(tmp_path / "c.db") as opslag:
        uit = gelijk(opslag, "De artikelen 30 tot en met 33 van de Participatiewet gelden voor aanvraag 3.")
    assert uit[0][0] == 1.0 and "proef 3" in uit[0][1].titel and len(uit) == 6


def test_op_een_dag_telt_de_versie_van_die_dag(data: Path, tmp_path: Path) -> None:
    bouw([data / "regelrecht"], tmp_path / "c.db", werkers=1)
    with Opslag(tmp_path / "c.db") as opslag:
        doel = doel_uit("artikel 31 Pw")
        for dag in (date(2024, 6, 1), date(2026, 6, 1)):
            versies = {r.bepaling.vanaf for r in raakt(opslag, doel, dag) if r.bepaling.werk == "BWBR0015703"}
            assert versies == {f"{dag.year}-01-01"}
        assert not raakt(opslag, doel, date(2020, 1, 1))


def test_elke_tabel_komt_ook_als_parquet(map_: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    bouw([map_], tmp_path / "c.db", werkers=1)
    with Opslag(tmp_path / "c.db") as opslag:
        paden = opslag.als_parquet(tmp_path / "pq")
        aantal = opslag.db.execute("SELECT count(*) FROM verwijzing").fetchone()[0]
    tabellen = {p.stem: parquet.read_table(p) for p in paden}
    assert tabellen["verwijzing"].num_rows == aantal > 0 and "artikel" in tabellen["verwijzing"].column_names


@pytest.mark.parametrize("inhoud", [None, b"geen database", io.BytesIO().getvalue()])
def test_wat_geen_corpus_is_wordt_geweigerd(tmp_path: Path, inhoud: bytes | None) -> None:
    pad = tmp_path / "x.db"
    if inhoud is not None:
        pad.write_bytes(inhoud)
    with pytest.raises(Geweigerd):
        Opslag(pad)
