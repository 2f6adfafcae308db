"""`python -m tests.revisits.launch.beginning`, in a copy of the checkout: its database as `migrate` leaves it."""

from revisits import embedded
from revisits.embedded import places
from revisits.embedded.postgres import DATABASE, OWNER
from tests.migrated import restore


def main() -> None:
    with embedded.servers():
        restore(places.sockets() / "pg", OWNER, DATABASE)


if __name__ == "__main__":
    main()
