"""What follows from a build and is never authored: bounds, disagreements, drift, sums; and why."""
