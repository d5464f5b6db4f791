"""`python -m reader.keymap`: keymaps/default.toml and docs/keys.md made anew."""

from pathlib import Path

from reader.keymap.generate import write_generated

if __name__ == "__main__":
    for each in write_generated(Path(__file__).resolve().parents[2]):
        print(each.name)
