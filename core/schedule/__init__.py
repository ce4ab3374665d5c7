"""From a treatment to its dated services: conventions 1 to 5 of docs/case-format.md.

Nothing here knows a price or a payer.
"""
