"""The beginning of an entry: what a text gives by itself, and the list of what is to be said."""
