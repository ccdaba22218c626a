"""The benchmark: made-up corpora of any size, and other generators on the same content."""
