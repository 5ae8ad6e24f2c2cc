"""Where the tables of a sheet are, and which column says what."""
