"""The thread that reads keys is stopped and started again (an editor, Ctrl+Z): the word to stop is for one thread alone."""

from __future__ import annotations

import os
import select
from threading import Event, Thread

from reader.tui.terminal.driver import WarraqDriver
from reader.tui.terminal.reading import LineReader


def test_a_thread_that_ended_by_the_clock_leaves_no_word_for_the_next() -> None:
    driver = WarraqDriver.__new__(WarraqDriver)
    driver._input = LineReader(message=lambda _: None, answered=lambda _: None, lost=lambda _: None)
    driver.exit_event = Event()
    driver._mouse = False
    driver.fileno = -1
    driver._key_thread = Thread(target=driver.exit_event.wait)  # sees the event and not the pipe
    driver._key_thread.start()
    try:
        driver.disable_input()
        assert not driver._key_thread.is_alive()
        assert select.select([driver._input._stop_reading], [], [], 0)[0] == []
    finally:
        os.close(driver._input._stop_reading)
        os.close(driver._input._stop_writing)
