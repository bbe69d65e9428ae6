"""A comparison as STOP: mutation, renvooi and the modules of time."""
