"""A force's own folder: its settings, its key, its ledger, and the work that needs more than one room."""
