"""Custom NLU components: reading, language and intent of a message."""
