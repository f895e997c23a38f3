"""The grid of recommendations: across evaluations and papers, edited in place, many at a time."""
