"""The days that follow from the times that an article tells."""
