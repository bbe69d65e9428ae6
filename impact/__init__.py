"""What a change in national law does to local rules: dossier, graph, judgement, checks and papers."""
