"""The edge between the app and the terminal it runs in.

`modes`      the control sequences, each with its source
`output`     a file that survives a terminal that is gone
`input`      what the terminal sends, cut into keys, pastes and answers
`lifecycle`  leaving: signals, a lost terminal, a deadline
`driver`     Textual's driver with all of this in it; `driver_class` is what the app calls
"""
