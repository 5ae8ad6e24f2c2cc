"""python -m daready: the same command where no script could be put on the path."""

from daready.cli import main

if __name__ == "__main__":
    main()
