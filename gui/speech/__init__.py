"""Read aloud: what is said of a screen, in which words, and the program that says it."""
