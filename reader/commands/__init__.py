"""One file a command: `add_arguments(parser)` and `run(args)`. None but `open` and `doctor` loads Textual."""
