"""Crossbrief: a static analytic-brief site generator.

The way through the package is `pipeline.py`: load, check, link, render, publish.
"""

__version__ = "0.1.0"
