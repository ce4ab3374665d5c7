"""The offline coverage core: pure functions over a case and a reference database.

Nothing in this package imports Qt, reads a clock, opens a network or uses float
for money.  `core.estimate.estimate` is the one door.
"""
