"""Speed, memory and accuracy of the assistant beside those of Rasa's default pipeline."""
