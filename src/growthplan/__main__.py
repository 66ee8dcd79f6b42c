"""`python -m growthplan`."""

from growthplan.cli import main

if __name__ == "__main__":
    main()
