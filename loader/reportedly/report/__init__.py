"""What a check found, said for people and for machines: one file a format, all in one table."""
