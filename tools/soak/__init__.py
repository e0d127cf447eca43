"""Long tests, with real PostgreSQL, Redis and nginx: `make soak`."""
