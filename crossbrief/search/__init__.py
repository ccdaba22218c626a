"""The search of the site: what can be found, how words are folded, and the index in shards that a page loads.

The index is inert data in classic scripts, so that it works from disk; `templates/static/lookup.js` reads it.
"""
