"""What one build says that another does not, in the graph's own words: pure functions of views."""
