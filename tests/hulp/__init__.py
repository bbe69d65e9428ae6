"""Hulpmiddelen van de tests."""
