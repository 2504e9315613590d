// SPDX-License-Identifier: Apache-2.0
// How amounts and months are written.

// A function that writes cents as an amount of that currency; 'short' leaves the cents out.
export function moneyWriter(currency, { short = false } = {}) {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    maximumFractionDigits: short ? 0 : 2,
  });
  return (cents) => format.format(cents / 100);
}

// 'Jan' for '2025-01'.
export function monthName(month) {
  const [year, number] = month.split('-').map(Number);
  return new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' })
    .format(new Date(Date.UTC(year, number - 1, 1)));
}
