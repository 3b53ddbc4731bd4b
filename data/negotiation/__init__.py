"""Old schedule against new, person by person: what is negotiated about (MBL)."""
