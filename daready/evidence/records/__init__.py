"""The columns of a table become cases, figures and records."""
