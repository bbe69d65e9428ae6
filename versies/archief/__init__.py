"""The archive: what was decided, when it was known and when it was recorded, in git, with an index that answers."""
