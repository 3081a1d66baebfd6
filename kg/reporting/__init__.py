"""What a build holds and where a person should look: kg report, and the same on the page."""
