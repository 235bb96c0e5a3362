"""Who each source phrase of one article means: a name, a pronoun, or a description of one of some kind."""
