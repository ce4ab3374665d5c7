"""The files that come with the program: reference tables, words, fonts, icons."""
