"""What an operator sees: counters, the log, and the notes that both are made from."""
