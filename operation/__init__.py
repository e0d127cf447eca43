"""Training, starting and watching the bot."""
