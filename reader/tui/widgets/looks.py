"""Looks: what the stylesheet says of a component class, worked out when something is first painted with it.

Textual works out every component class of a widget each time the widget itself is styled: with our panes some
three hundred of them before the first page, of which a fifth are painted, and again with every change of focus.
"""

from __future__ import annotations

from functools import cache

from rich.style import Style
from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.widget import Widget
from typing_extensions import override


class Looks(Widget):
    """A widget that paints itself with `look(NAME)`; the names are those of its COMPONENT_CLASSES."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._looks: dict[str, Style] = {}

    def look(self, name: str) -> Style:
        """The Rich style of a component class: what it sets and nothing else, ready to lay over another."""
        style = self._looks.get(name)
        if style is None:
            style = self._looks[name] = self.get_component_rich_style(name, partial=True)
        return style

    @property
    def ground(self) -> Style:
        """The widget's own colours."""
        style = self._looks.get("")
        if style is None:
            style = self._looks[""] = self.rich_style
        return style

    @classmethod
    @cache
    @override
    def _get_component_classes(cls) -> frozenset[str]:
        return frozenset()  # what Textual would work out ahead of need

    @override
    def get_component_styles(self, *names: str) -> RenderStyles:
        for name in names:
            if name not in self._component_styles and name in super()._get_component_classes():
                node = DOMNode(classes=name)
                node._attach(self)
                self.app.stylesheet.apply(node)
                self._component_styles[name] = node.styles
        return super().get_component_styles(*names)

    @override
    def notify_style_update(self) -> None:
        self._looks.clear()
        self._component_styles.clear()
        super().notify_style_update()
