"""Two values of one slot: the same, one of them closer, compatible, or in conflict. One kind of value a module."""
