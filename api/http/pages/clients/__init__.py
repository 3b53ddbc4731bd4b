"""Clients in the browser: who comes, why not, and when one could."""
