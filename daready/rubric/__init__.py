"""What is asked: frameworks, criteria, forms and policy, read from YAML people wrote."""
