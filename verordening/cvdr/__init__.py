"""CVDR, the old national collection of local rules: reading, with its known damage, and writing."""
