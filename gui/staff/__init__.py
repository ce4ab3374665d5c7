"""What only staff see: first start, PIN, settings, prices, printer, what happened, leaving."""
