# SPDX-License-Identifier: Apache-2.0
"""The rooms of the house and when they are taken on a working day."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    name: str
    floor: int
    seats: int
    bookings: tuple[tuple[str, str], ...]  # from and to, as HH:MM, in order


ROOMS = (
    Room("Alder", 1, 4, (("09:00", "10:00"), ("13:30", "15:00"))),
    Room("Birch", 1, 6, (("08:30", "09:30"), ("11:00", "12:00"), ("16:00", "17:00"))),
    Room("Cedar", 1, 12, (("10:00", "12:30"),)),
    Room("Elm & Oak", 2, 20, (("09:00", "12:00"), ("14:00", "17:30"))),
    Room("Hazel", 2, 4, ()),
    Room("Juniper", 2, 8, (("15:00", "16:00"),)),
    Room("Larch", 3, 6, (("08:00", "09:00"), ("12:00", "13:00"))),
    Room("Maple", 3, 10, (("10:30", "11:30"), ("13:00", "14:00"), ("15:30", "16:30"))),
)

FLOORS = tuple(sorted({room.floor for room in ROOMS}))


def rooms_on(floor: int | None) -> tuple[Room, ...]:
    """The rooms of a floor, or all for None."""
    return tuple(room for room in ROOMS if floor in (None, room.floor))
