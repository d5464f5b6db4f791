"""Folding with offset maps, words, sentences, digits: pure functions that every room may use."""
