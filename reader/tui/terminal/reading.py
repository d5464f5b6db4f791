"""Reading the terminal's line, on a thread of its own: keys, pastes, and answers to queries of ours."""

from __future__ import annotations

import os
import select
import selectors
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from threading import Event
from typing import Final

from textual import events
from textual._parser import ParseError
from textual.message import Message

from reader.tui.terminal.input import Answer, InputStream, Keys, Pasted, Token
from reader.tui.terminal.mouse import CellParser

ESCAPE_PAUSE: Final = 0.025
"""Seconds after which a lone ESC is a key and not the beginning of an answer."""
GIVE_UP: Final = 5.0
"""Seconds after which an answer or a paste whose end never came is given up."""


class LineReader:
    """What comes from the terminal is told to `message`, what it answers to `answered`; its end and a failed read to
    `lost`: the terminal is gone. `read` runs on the input thread, the rest wherever the app leaves it."""

    def __init__(
        self,
        *,
        message: Callable[[Message], None],
        answered: Callable[[str], None],
        lost: Callable[[str], None],
        debug: bool = False,
    ) -> None:
        self._message, self._answered, self._lost = message, answered, lost
        self._debug = debug
        self._parser = CellParser(debug)
        self._stop_reading, self._stop_writing = os.pipe()

    def read(self, line: int, stopped: Event) -> None:
        """Until `stopped`, or the line's end."""
        stream = InputStream()
        self._parser = CellParser(self._debug)
        decoder = getincrementaldecoder("utf-8")("replace")
        last_input = time.monotonic()
        with selectors.SelectSelector() as selector:
            selector.register(line, selectors.EVENT_READ)
            selector.register(self._stop_reading, selectors.EVENT_READ)
            while not stopped.is_set():
                ready = selector.select(ESCAPE_PAUSE if stream.waiting else 0.1)
                if any(key.fd == self._stop_reading for key, _ in ready):
                    os.read(self._stop_reading, 64)
                    break
                if ready:
                    try:
                        data = os.read(line, 64 * 1024)
                    except OSError as error:
                        self._lost(f"the terminal cannot be read: {error.strerror}")
                        return
                    if not data:
                        self._lost("end of input: the terminal was closed")
                        return
                    last_input = time.monotonic()
                    self._process(stream.feed(decoder.decode(data)))
                elif stream.waiting:
                    long = time.monotonic() - last_input > GIVE_UP
                    self._process(stream.idle(long=long))
                for event in self._parser.tick():
                    self._message(event)

    def wake(self) -> None:
        """The thread waits in a selector: woken, it costs leaving no tick of its clock."""
        os.write(self._stop_writing, b".")

    def forget_waking(self) -> None:
        """A thread that saw the end by the clock leaves the word for the next one, which would go of it at once."""
        while select.select([self._stop_reading], [], [], 0)[0]:
            os.read(self._stop_reading, 64)

    def _process(self, tokens: list[Token]) -> None:
        for token in tokens:
            match token:
                case Keys("\x1b"):
                    # It stood alone: Textual's parser would wait on, and make Alt of the next key.
                    self._message(events.Key("escape", "\x1b"))
                case Keys(text):
                    self._parse(text)
                case Pasted(text):
                    self._message(events.Paste(text))
                case Answer(sequence):
                    self._answered(sequence)

    def _parse(self, text: str) -> None:
        try:
            for event in self._parser.feed(text):
                self._message(event)
        except (ArithmeticError, LookupError, ParseError, ValueError):
            # Noise of a kind that Textual's parser dies of: it is worth a key, not a session.
            self._parser = CellParser(self._debug)
