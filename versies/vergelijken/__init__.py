"""The inner works of the comparison: nodes with exact fingerprints, and the matching of brothers and sisters."""
