"""The ledger, against a real SQLite file and real child processes."""
