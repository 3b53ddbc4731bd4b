"""Whether shifts go round: weekends, evenings and nights counted together."""
