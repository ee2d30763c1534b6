"""Published bytes to an act: source, repaired blocks, structure.

load -> repair_links -> blocks -> quotations -> outline -> Act
"""

from legal.reading.act import read

__all__ = ["read"]
