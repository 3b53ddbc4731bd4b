"""Who visits whom on a day: published instances, rivals, and one scorer beside them."""
