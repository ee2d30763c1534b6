"""The corpus repository: sources, decisions, acts and regulations in git."""
