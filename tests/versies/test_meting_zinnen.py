"""The measurement over a folder of decisions counts what it says, also what nobody saw."""

from bench.bench_zinnen import main

EEN = "Besluit\n\nArtikel I\nDe Proefverordening 2024 wordt als volgt gewijzigd:\nA\nArtikel 9 vervalt.\nB\n\nIn artikel 8 wordt “terug” vervlangen door “af”.\n\nArtikel II\nDe raad is blij.\n"
TWEE = "# bron: eigen\nBesluiten:\n\n• 1.\n\n  Artikel 9 van de Proefverordening 2024 vervalt.\n\n• 2.\n\n  Dit besluit treedt in werking op 1 mei 2027.\n"


def test_de_telling_over_een_map(tmp_path, capsys):
    (tmp_path / "een.md").write_text(EEN, encoding="utf-8")
    (tmp_path / "twee.txt").write_text(TWEE, encoding="utf-8")
    (tmp_path / "drie.pdf").write_bytes(b"%PDF-1.4")
    assert main([str(tmp_path), "--lijst"]) == 0
    uit = capsys.readouterr().out
    assert "| 2 | 1 | 6 | 4 (66,7 %) | 1 | 1 |" in uit
    assert "GEWEIGERD een.md, regel 9, kolom 28" in uit and "BEWAARD regel 12: De raad is blij." in uit


def test_tegen_een_lijst_van_een_ander_blijkt_wat_niemand_zag(tmp_path, capsys):
    (tmp_path / "twee.txt").write_text(TWEE, encoding="utf-8")
    lijst = [
        "Artikel 9 van de Proefverordening 2024 vervalt.",
        "2. Dit besluit treedt in werking op 1 mei 2027.",
        "Artikel 4 vervalt ook.",
    ]
    (tmp_path / "opdrachten.tsv").write_text("".join(f"twee.txt\t{z}\n" for z in lijst), encoding="utf-8")
    assert main([str(tmp_path), "--lijst"]) == 0
    uit = capsys.readouterr().out
    assert "| 3 | 2 (66,7 %) | 0 | 0 | 1 |" in uit and "NIET GEZIEN: twee.txt: Artikel 4 vervalt ook." in uit


def test_een_map_zonder_besluiten_is_verkeerd_gebruik(tmp_path):
    assert main([str(tmp_path)]) == 2
