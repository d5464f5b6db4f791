"""Documents in: loaders, the index, search. Derived data: may be deleted and rebuilt."""
