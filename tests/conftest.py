"""How the properties choose their examples: the same ones in every ordinary run, new ones in a sweep."""

from hypothesis import settings

settings.register_profile("ordinary", derandomize=True, deadline=None)
settings.register_profile("sweep", deadline=None, print_blob=True)
settings.load_profile("ordinary")
