"""Which rows of a table are evidence, and why the others are not."""
