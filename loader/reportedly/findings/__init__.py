"""What follows from a build and is never authored: bounds, disagreements, and why."""
