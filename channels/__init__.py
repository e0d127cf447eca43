"""Input and output channels: text in, an Answer out, drawn for one medium."""
