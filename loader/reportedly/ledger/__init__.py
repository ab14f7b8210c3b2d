"""What was read of an article, what was waived, and what was left out: the coverage ledger."""
