"""What one cell says: a date, a number, an answer, a name that must not be shown."""
