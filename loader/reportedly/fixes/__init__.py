"""Mends of what has one right answer: edits of an entry, a record or a lock, by their places."""
