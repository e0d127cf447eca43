"""How well the bot understands: figures on unseen messages and conversations, as one page."""
