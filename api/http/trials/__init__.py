"""Living through sick days over HTTP: what is asked, done and answered."""
