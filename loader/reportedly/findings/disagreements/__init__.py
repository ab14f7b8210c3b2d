"""Where tellings and descriptions differ, and where they conflict: a file for each aspect."""
