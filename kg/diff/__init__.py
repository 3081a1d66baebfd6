"""What two builds make of their texts: aligned by passage, with the cause of each difference."""
