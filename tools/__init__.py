"""What a maintainer runs by hand or in CI: the lock files, the list of parts, the look into advisory databases."""
