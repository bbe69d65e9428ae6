"""Versions: comparing, changing, time, the archive and publication."""
