"""A sheet as rows of cells, and what every room above asks of a row or of a cell's text."""
