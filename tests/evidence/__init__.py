"""Reading, against real workbooks drawn in the tests and a real child process."""
