"""Makes the builders beside the tests importable; tests run in importlib mode, where siblings are not."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
