"""What every check has to say about itself, and the table of those that the loader's rooms make."""
