"""The example dossier as package data: example texts, not adopted by anyone (*voorbeeldtekst, niet vastgesteld*)."""
