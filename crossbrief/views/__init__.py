"""What each kind of page shows: records of the corpus made into plain values for a template.

In: a linked corpus. Out: frozen views. A view holds only what its page shows, every link as a site path, every text
with its words chosen; a template lays it out and computes nothing.
"""
