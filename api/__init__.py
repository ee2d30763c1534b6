"""The surfaces: HTTP, the command line, jobs, settings; the only clock."""
