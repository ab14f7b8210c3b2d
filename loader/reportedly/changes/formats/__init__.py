"""The formats that a comparison is written in: each is a file, and a row of the table."""
