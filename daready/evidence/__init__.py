"""What was seen: people's sheets read into answers, figures and records, or handed back with the reason."""
