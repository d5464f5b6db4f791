"""The panes: articles, text, entities, timeline, passages."""
