"""The lock beside an entry: where each anchor stands, so that no text is needed to build."""
