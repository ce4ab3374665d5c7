"""What each payer does to one priced line: one file a payer, pure functions of the line."""
