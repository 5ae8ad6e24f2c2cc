"""Row-level exports of a record system, of which the guarded child gives the named columns and nothing else."""
