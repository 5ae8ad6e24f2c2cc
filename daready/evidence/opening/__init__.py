"""Any file becomes grids of cells, or the reason why not. Nothing here knows what a cell means."""
