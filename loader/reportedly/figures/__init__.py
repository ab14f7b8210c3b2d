"""What the words of an amount say, held against the figures that an entry gives for them."""
