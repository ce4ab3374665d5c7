"""The parts that screens are made of.  A widget is told its words; it knows no answer."""
