"""Helpers that make the invented samples and work out, by themselves, what daready should say of them."""
