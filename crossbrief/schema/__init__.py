"""The types of what authors write: the brief and the registers. The field docs are the authors' reference.

Plain dataclasses: nothing here imports the validator, so that a build that has nothing to validate stays light.
"""
