"""Where assertions come from: pure functions over records, nothing read and nothing written."""
