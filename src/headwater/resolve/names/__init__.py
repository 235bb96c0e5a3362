"""The names in one article: where they begin and end, what they name, and which of them name one and the same."""
