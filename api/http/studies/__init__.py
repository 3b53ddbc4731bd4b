"""Studies over HTTP: what is asked, what is done, and what is answered."""
