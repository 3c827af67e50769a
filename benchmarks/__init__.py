"""What sayso costs: words and pages a second, peak memory."""
