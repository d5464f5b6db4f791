"""Reads FollowTheMoney entities, one JSON object a line, and prints what the followthemoney package does not take.

Run by an interpreter that has the package (`make conformance` makes one: the package brings another ICU than the tests of typesetting).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from followthemoney import model
from followthemoney.exc import InvalidData


def faults(line: str) -> Iterator[str]:
    """What is wrong with one entity."""
    data = json.loads(line)
    proxy = model.get_proxy(data, cleaned=False)
    for name, values in data["properties"].items():
        if proxy.schema.get(name) is None:
            yield f"{data['schema']} has no {name}"
        elif len(proxy.get(name)) != len(set(values)):
            yield f"{data['schema']}.{name}: {values} is refused"
    try:
        proxy.schema.validate(data)
    except InvalidData as error:
        yield f"{data['schema']}: {error}"


def main() -> None:
    """Faults to stdout, then how many entities were read."""
    number = 0
    for number, line in enumerate(sys.stdin, 1):
        for fault in faults(line):
            print(f"line {number}: {fault}")
    print(f"{number} entities")


if __name__ == "__main__":
    main()
