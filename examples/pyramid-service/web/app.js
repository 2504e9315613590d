// SPDX-License-Identifier: Apache-2.0
// Says of each room whether it is free now, and hides those that aren't looked for.

import { describe, minuteOfDay } from './js/bookings.js';

const rows = [...document.querySelectorAll('#rooms tr')];

function showNow() {
  const now = new Date();
  const minute = now.getHours() * 60 + now.getMinutes();
  for (const row of rows) {
    const spans = row.dataset.bookings.split(' ').filter(Boolean)
      .map((span) => span.split('-').map(minuteOfDay));
    const { free, text } = describe(spans, minute);
    const cell = row.querySelector('.now');
    cell.textContent = text;
    cell.classList.toggle('free', free);
  }
}

document.querySelector('#find').addEventListener('input', ({ target }) => {
  const wanted = target.value.trim().toLowerCase();
  for (const row of rows) {
    row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
  }
});

showNow();
setInterval(showNow, 30_000);
