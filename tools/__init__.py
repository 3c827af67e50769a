"""What makes the pictures of the README and the docs."""
