"""When a text was really written: the stated date against what the text speaks of."""
