"""WHAT IS KEPT: one SQLite file to which things are only ever added."""
