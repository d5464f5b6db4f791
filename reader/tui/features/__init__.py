"""What the desk can do, one feature a file; each is a part of the desk screen."""
