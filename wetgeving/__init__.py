"""The national side: official sources, names of laws, references and the measures as data."""
