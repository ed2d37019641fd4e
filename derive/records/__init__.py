"""Records: the nouns the rooms hand each other."""
