"""`warraq completion bash|zsh|fish`: a completion script made from the parsers themselves."""

from __future__ import annotations

import argparse

from reader.cli import COMMANDS, parser_for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The shell."""
    parser.add_argument("shell", choices=["bash", "zsh", "fish"])


def run(args: argparse.Namespace) -> int:
    """Print the script: `source <(warraq completion bash)`."""
    print({"bash": _bash, "zsh": _zsh, "fish": _fish}[args.shell]())
    return 0


def options(command: str) -> dict[str, tuple[str, ...]]:
    """The options of a command, each with the words it takes."""
    found: dict[str, tuple[str, ...]] = {}
    # argparse offers no public list of what was added
    for action in parser_for(command)._actions:
        for name in action.option_strings:
            found[name] = tuple(map(str, action.choices or ()))
    return found


def _bash() -> str:
    cases = "\n".join(f'    {name}) words="{" ".join(options(name))}" ;;' for name in COMMANDS)
    return f"""_warraq() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} word command=open words
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case " {" ".join(COMMANDS)} " in *" $word "*) command=$word; break ;; esac
  done
  case $command in
{cases}
  esac
  [ $COMP_CWORD = 1 ] && words="$words {" ".join(COMMANDS)}"
  COMPREPLY=( $(compgen -W "$words" -- "$cur") $(compgen -f -- "$cur") )
}}
complete -o filenames -F _warraq warraq"""


def _zsh() -> str:
    return "autoload -U +X bashcompinit && bashcompinit\n" + _bash()


def _fish() -> str:
    lines = [
        f"complete -c warraq -n __fish_use_subcommand -a {name} -d '{meaning}'"
        for name, meaning in COMMANDS.items()
    ]
    for command in COMMANDS:
        seen = "__fish_use_subcommand" if command == "open" else f"'__fish_seen_subcommand_from {command}'"
        for name, words in options(command).items():
            if name.startswith("--"):
                given = f" -xa '{' '.join(words)}'" if words else ""
                lines.append(f"complete -c warraq -n {seen} -l {name[2:]}{given}")
    return "\n".join(lines)
