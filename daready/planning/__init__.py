"""What to do next: the way from each colour to green."""
