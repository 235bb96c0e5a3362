"""Article > Annotation: what a model and word lists see in one article."""
