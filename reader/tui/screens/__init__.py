"""The screens: the desk with its panes, and what opens over it."""
