"""Reading: a message in, its acts out. Raw text is read here and nowhere else."""
