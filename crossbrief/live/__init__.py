"""The site while it is written: made again at each change, served on loopback, with its problems shown in the page."""
