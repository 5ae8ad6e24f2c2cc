"""Whole boards of the shipped rubric, made at known true rates and rated by the real engine."""
