"""Help with the text that has the focus: how long it is, and how its words are spelled."""
