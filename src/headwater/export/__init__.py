"""What was found, written out: one format a file."""
