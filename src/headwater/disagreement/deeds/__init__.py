"""What an assertion says: its deeds, their clauses and phrases, and the numbers and dates that it gives."""
