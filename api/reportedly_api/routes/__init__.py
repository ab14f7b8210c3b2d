"""The endpoint's resources, one file per noun."""
