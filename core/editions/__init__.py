"""Editions of the reference: CMS's own files in, a new edition out, and what has changed in it."""
