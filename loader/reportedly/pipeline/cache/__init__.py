"""Verdicts of former checks, to be used again while nothing that they follow from has changed."""
