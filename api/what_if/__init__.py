"""What if: worlds beside each other, each planned with the same seeds."""
