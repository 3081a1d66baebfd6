"""Copies of one talk: which there are, how they line up, what one knows that another hides."""
