"""Where two assertions of one claim say different things of one slot; one way to tell a module."""
