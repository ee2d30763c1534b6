"""Published bytes to an act: source, repaired paragraphs, structure."""
