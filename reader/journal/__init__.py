"""The user's own work: notes, decisions, stars, reading places. Precious: only a person's action writes it."""
