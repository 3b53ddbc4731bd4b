"""What one row of each kind of export holds, and how it is written there."""
