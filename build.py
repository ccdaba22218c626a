"""Build the site of this repository; every verb of Crossbrief works here too: `python build.py check`."""

import sys
from pathlib import Path

from crossbrief.cli import main

if __name__ == "__main__":
    sys.exit(main(root=Path(__file__).resolve().parent))
