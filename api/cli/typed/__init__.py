"""What may be typed after ``bemanna``, command by command.

Nothing heavy is imported here: the work is behind imports inside each command, so
that help comes at once.
"""
