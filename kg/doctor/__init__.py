"""What is installed, what is missing and how to get it; and whether an output folder is whole. Nothing is changed."""
