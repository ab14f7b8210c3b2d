"""The format of entries and records as JSON Schema, for editors that complete and underline."""
