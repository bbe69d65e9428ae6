"""The dossier: what a person recorded about regulations, measures, links, choices and amounts, read and checked."""
