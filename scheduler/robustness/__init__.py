"""How a plan stands sickness: days drawn, and repaired as somebody would."""
