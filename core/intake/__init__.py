"""Taking a case in by questions: what is asked, what an answer rules out, what looks like a slip.

The screens ask here; nothing that computes money does.
"""
