"""Commands beside the bot."""
