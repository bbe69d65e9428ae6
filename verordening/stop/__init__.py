"""STOP, the standard for official publications: reading, writing, modules and checks."""
