"""What people and units get in hand: a page per person, a tour list per day."""
