"""The kinds of change: each is a file that finds them, and a row of the table."""
