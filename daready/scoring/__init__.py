"""What follows: pure arithmetic and rules from evidence to colours. No disk, no clock, no data frames."""
