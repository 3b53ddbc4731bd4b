"""What a plan gives to people, units and unions, whoever asks for it."""
