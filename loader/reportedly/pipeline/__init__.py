"""Where the rooms meet: from files to a checked, published build."""
