"""What an entry's own parts and the words around them demand of one another."""
