"""The action server: reads the fact store and answers from it."""
