"""The same command as `python -m crossbrief`, for where the installed one is not on the path."""

import sys

from crossbrief.cli import main

if __name__ == "__main__":
    sys.exit(main())
