"""Where assertions come from: pure functions over records, nothing read but word lists and nothing written."""
