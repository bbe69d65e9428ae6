"""Registering decisions: what a decision makes of the law is worked out, shown, and only then stored.

``plan`` reads a decision and says what will hold; ``leg_vast`` stores exactly that plan, and nothing that was not seen.
"""
