"""Whether what daready says is true: every sentence read back, and its numbers counted anew from the raw evidence."""
