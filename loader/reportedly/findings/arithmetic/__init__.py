"""Numbers of one article that bear on each other, and whether they fit."""
