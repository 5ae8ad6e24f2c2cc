"""What files say of each other: copies, repeats and contradictions, settled across all of them."""
