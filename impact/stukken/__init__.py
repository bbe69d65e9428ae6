"""The papers of the main job: memo, letters, proposals, board, calendar and tables."""
