"""The tests that need a browser: `make browser`. They are not among those of `make test`."""
