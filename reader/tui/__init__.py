"""The Textual app: app, screens, panes, widgets."""
