"""The workbench in the browser: one process for one dossier, on this computer only."""
