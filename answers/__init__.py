"""From a plan to an Answer: points to sentences, verdict, form, sources."""
