"""What is timed, against whom. `make bench` prints ratios taken side by side in one run."""
