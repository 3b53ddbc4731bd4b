"""How fast contradictions are explained that were planted in a dataset."""
