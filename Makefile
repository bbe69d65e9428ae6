# Drie opdrachten op een kale Debian 12 met python3, git en make:
#   make voorbeeld   zet alles klaar en maakt het voorbeelddossier met zijn effectmemo in uit/
#   make start       de werkbank in de browser, met het voorbeelddossier
#   make test        alle controles: stijl, typen, pijlen, doctests en toetsen
# Verder: make bench (metingen), make docs (gegenereerde bladzijden), make schoon (alles weg wat gemaakt is).

SHELL := /bin/bash
.DEFAULT_GOAL := help
ifndef SAMEN
.NOTPARALLEL:
endif
.PHONY: help voorbeeld start test controles stijl typen pijlen doctest toetsen bench fuzz slot slot-toets sbom wiel wiel-snel docs schoon systeem systeem-toets

BIN      := .venv/bin
KLAAR    := .gereedschap
GEGEVENS := $(if $(VERORDENING_DATA),$(VERORDENING_DATA),../shared/data)
WETTEN   := $(wildcard $(GEGEVENS)/regelrecht)
AXE      := 4.14.1

help:
	@sed -n '1,5s/^# \{0,1\}//p' Makefile

# --- klaarzetten; een tweede keer kost niets -------------------------------------------------------------------------

systeem:
	@.ci/systeem basis

systeem-toets:
	@.ci/systeem toets

$(BIN)/python: | systeem
	@echo '== eigen omgeving in .venv'
	@python3 -m venv .venv

$(KLAAR)/gebruik: pyproject.toml | systeem $(BIN)/python
	@echo '== pakketten voor het gebruik'
	@$(BIN)/pip install -qq --disable-pip-version-check -e .
	@mkdir -p $(KLAAR) && touch $@

$(KLAAR)/toets: pyproject.toml | systeem-toets $(BIN)/python
	@echo '== pakketten voor de toetsen'
	@$(BIN)/pip install -qq --disable-pip-version-check -e '.[toets,bench]'
	@mkdir -p $(KLAAR) && touch $@ $(KLAAR)/gebruik

$(KLAAR)/axe-$(AXE): | systeem-toets
	@mkdir -p $(KLAAR)
	@if command -v npm >/dev/null; then \
	    echo '== axe-core $(AXE) (toegankelijkheid)' && \
	    npm install --silent --no-audit --no-fund --no-save --prefix $(KLAAR)/axe axe-core@$(AXE) >/dev/null && touch $@; \
	else echo 'Let op: npm ontbreekt; de controle op toegankelijkheid (axe) wordt overgeslagen.' >&2; fi

# --- doen ------------------------------------------------------------------------------------------------------------

voorbeeld: $(KLAAR)/gebruik
	@rm -rf uit/dossier uit/impact uit/publicatie
	@$(BIN)/verordening voorbeeld uit/dossier
	@$(BIN)/verordening impact uit/dossier --haal --verouderd-goed $(if $(WETTEN),--bron $(WETTEN)) -o uit/impact
	@$(BIN)/verordening publiceer uit/dossier -o uit/publicatie
	@echo
	@echo 'Klaar. Begin hier:'
	@echo '  uit/impact/index.html   overzicht: wat er gevonden is en waar elk stuk staat'
	@echo '  uit/impact/             alle stukken als .docx, .pdf, .html en .md; de matrix als .xlsx en .csv'
	@echo '  uit/publicatie/         de doorlopende teksten, elke versie, zoals een griffie ze publiceert'
	@echo '  uit/dossier/            het voorbeelddossier (voorbeeldtekst, niet vastgesteld)'
	$(if $(WETTEN),,@echo 'Zonder wetteksten gemaakt: haal ze op met "verordening haal" of wijs ze aan met VERORDENING_DATA=map.')

start: $(KLAAR)/gebruik
	@[ -f uit/dossier/dossier.xml ] || $(BIN)/verordening voorbeeld uit/dossier
	@$(BIN)/verordening start uit/dossier $(if $(WETTEN),--bron $(WETTEN))

# Met `make -k test` loopt alles door na een fout.
test: controles toetsen

# Los van elkaar en elk op één processor: samen.
controles: $(KLAAR)/toets
	@$(MAKE) --no-print-directory -j 2 --output-sync=target SAMEN=1 typen doctest stijl pijlen

stijl: $(KLAAR)/toets
	@echo '== stijl (ruff)'
	@$(BIN)/ruff check --quiet --output-format concise . && $(BIN)/ruff format --quiet --check .

typen: $(KLAAR)/toets
	@echo '== typen (mypy)'
	@$(BIN)/mypy --no-error-summary

pijlen: $(KLAAR)/toets
	@echo '== pijlen (import-linter)'
	@$(BIN)/lint-imports --no-cache >$(KLAAR)/pijlen.log 2>&1 || { cat $(KLAAR)/pijlen.log; exit 1; }

# Uitgang 5 van pytest (niets gevonden) is hier geen fout: voorbeelden in de documentatie zijn gewenst, niet verplicht.
doctest: $(KLAAR)/toets
	@echo '== voorbeelden in de documentatie'
	@$(BIN)/pytest --continue-on-collection-errors --doctest-modules verordening wetgeving versies impact werkbank || [ $$? -eq 5 ]

toetsen: $(KLAAR)/toets $(KLAAR)/axe-$(AXE)
	@echo '== toetsen'
	@$(BIN)/pytest --continue-on-collection-errors -n $$(.ci/werkers) --dist loadfile --no-loadscope-reorder tests

bench: $(KLAAR)/toets
	@echo '== metingen'
	@set -e; for meting in bench/bench_*.py bench/uitlijning; do naam=$$(basename "$$meting" .py); echo "-- $$naam"; $(BIN)/python -m bench.$$naam; done

# Alles wat stuk of vijandig kan zijn: bestanden, ongelukken met een dossier, onderbreken. Ongeveer tien minuten.
fuzz: $(KLAAR)/toets
	@$(BIN)/python -m bench.bench_fuzz 20000 $(BEGIN)
	@$(BIN)/python -m bench.bench_ongelukken 300 $(BEGIN)
	@$(BIN)/python -m bench.bench_onderbreken 5
	@$(BIN)/python -m bench.bench_groei

# slot.txt: elk pakket voor het gebruik met zijn nummer en som, zoals het nu wordt gevonden.
slot: $(KLAAR)/gebruik
	@$(BIN)/pip install -qq --dry-run --ignore-installed --disable-pip-version-check --report $(KLAAR)/slot.json .
	@$(BIN)/python .ci/slot.py <$(KLAAR)/slot.json >slot.txt && wc -l slot.txt

# Een schone omgeving krijgt precies wat in slot.txt staat, en de twee opdrachten doen het.
slot-toets: slot.txt
	@rm -rf $(KLAAR)/slot && python3 -m venv $(KLAAR)/slot
	@$(KLAAR)/slot/bin/pip install -qq --disable-pip-version-check --require-hashes -r slot.txt
	@$(KLAAR)/slot/bin/pip install -qq --disable-pip-version-check --no-deps . && $(KLAAR)/slot/bin/verordening --version

sbom: slot.txt
	@mkdir -p uit && $(BIN)/python .ci/sbom.py <slot.txt >uit/sbom.cdx.json && echo uit/sbom.cdx.json

# Het wiel, twee keer gebouwd: dezelfde bytes.
wiel: $(KLAAR)/gebruik
	@rm -rf $(KLAAR)/wiel dist && for n in 1 2; do rm -rf build; SOURCE_DATE_EPOCH=315532800 $(BIN)/pip wheel -qq --no-deps --disable-pip-version-check -w $(KLAAR)/wiel/$$n . ; done
	@cmp $(KLAAR)/wiel/1/*.whl $(KLAAR)/wiel/2/*.whl && mkdir -p dist && cp $(KLAAR)/wiel/1/*.whl dist && sha256sum dist/*.whl

# Hetzelfde met de zware modules gecompileerd (mypyc); zonder compiler blijft het gewone wiel over.
wiel-snel: $(KLAAR)/toets
	@rm -rf build && VERORDENING_SNEL=1 $(BIN)/pip wheel -qq --no-deps --no-build-isolation --disable-pip-version-check -w dist . && ls dist/*-cp3*.whl

docs: $(KLAAR)/gebruik
	@$(BIN)/python -m werkbank.documenteer
	@$(BIN)/python -m wetgeving.verwijzingen.catalogus > docs/verwijzingen.md
	@$(BIN)/python -m versies.opdracht.catalogus > docs/opdrachten-taal.md

schoon:
	@rm -rf .venv $(KLAAR) uit build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
