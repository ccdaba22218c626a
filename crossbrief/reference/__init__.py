"""Works as the style manuals write them: Chicago (18th edition) and APA (7th edition).

In: a Work in CSL's field names, and where in it a passage stands. Out: runs of text, of which some are italic. Each
style is one module; what both need (runs, titles, names, dates, pinpoints) is one module each. The words here are those
of the styles, in American English as the styles are, and are no words of the interface. Held in tests against a
reference CSL processor: `tests/oracles/references.json`.
"""
