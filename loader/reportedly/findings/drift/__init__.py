"""Sayings that are quoted more than once, and what of them does not stay the same."""
