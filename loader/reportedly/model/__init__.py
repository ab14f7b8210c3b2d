"""The values that the rooms hand to one another: entries, registry files, places, findings."""
