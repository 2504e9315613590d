# SPDX-License-Identifier: Apache-2.0
"""The page of rooms as HTML."""

from html import escape
from string import Template

PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>$title</title>
  <link rel="icon" type="image/svg+xml" href="$logo">
  <link rel="stylesheet" href="$style">
  <script src="$script" defer></script>
</head>
<body>
  <header>
    <img src="$logo" alt="" width="40" height="40">
    <h1>$title</h1>
    <span class="badge">$environment</span>
  </header>
  <main>
    <form method="post" action="/floor">
      <label>Floor <select name="floor">$floors</select></label>
      <button>Show</button>
      <label>Find <input type="search" id="find" autocomplete="off"></label>
    </form>
    <table>
      <thead><tr><th>Room</th><th>Floor</th><th>Seats</th><th>Taken</th><th>Now</th></tr></thead>
      <tbody id="rooms">$rooms</tbody>
    </table>
  </main>
  <footer>pyramid-service $version</footer>
</body>
</html>
""")

ROW = Template("""
        <tr data-bookings="$bookings">
          <td>$name</td><td>$floor</td><td>$seats</td><td>$taken</td><td class="now"></td>
        </tr>""")


def render_page(assets, config, version, rooms, floors, chosen) -> str:
    """The whole page; 'chosen' is the floor that is shown, None for all."""
    return PAGE.substitute(
        title=escape(config.title),
        environment=escape(config.environment),
        version=escape(version),
        logo=assets.asset_url("img/logo.svg"),
        style=assets.asset_url("app.css"),
        script=assets.asset_url("app.js"),
        floors="".join(_option(floor, chosen) for floor in (None, *floors)),
        rooms="".join(_row(room) for room in rooms),
    )


def _option(floor, chosen) -> str:
    selected = " selected" if floor == chosen else ""
    return f'<option value="{floor or ""}"{selected}>{floor or "all"}</option>'


def _row(room) -> str:
    spans = [f"{start}-{end}" for start, end in room.bookings]
    return ROW.substitute(
        name=escape(room.name),
        floor=room.floor,
        seats=room.seats,
        bookings=" ".join(spans),
        taken=", ".join(span.replace("-", "–") for span in spans) or "free all day",
    )
