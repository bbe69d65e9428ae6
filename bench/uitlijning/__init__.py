"""Benchmark for aligning two versions of a regulation under known edits.

``python -m bench.uitlijning`` measures this project; ``--schrijf MAP`` writes the cases so that others can run them
(format: ``FORMAAT.md``), ``--oordeel BESTAND`` scores the answers of another program.
"""
