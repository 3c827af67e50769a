"""What makes the shipped weights, from data named on the command line."""
