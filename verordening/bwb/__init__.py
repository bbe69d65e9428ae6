"""National law as published in the Basiswettenbestand: text, tables and source data, reading only."""
