"""Headlines that say more than their body."""
