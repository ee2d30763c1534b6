"""The cases of Russian nouns, in the order in which the tables write their forms."""

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
