"""The registry read as a whole, and whatever names something else by its id held against it."""
