"""A case for assistants, by the Model Context Protocol: questions about it, and answers with their evidence."""
