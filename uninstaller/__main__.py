"""`python -m uninstaller`."""

from uninstaller.cli import main

if __name__ == "__main__":
    main()
