"""What happens to a plan once it is there: shown, changed, told, followed up."""
