// SPDX-License-Identifier: Apache-2.0
// The order book: where it comes from, and the sums that the page shows of it.

import $ from 'jquery';

// A promise of all orders, as the service lists them.
export function loadOrders() {
  return $.getJSON('/api/orders');
}

// [{ month: '2025-01', cents: 123400 }, …], in the order of the months.
export function revenueByMonth(orders) {
  const cents = new Map();
  for (const order of orders) {
    const month = order.date.slice(0, 7);
    cents.set(month, (cents.get(month) ?? 0) + order.total_cents);
  }
  return [...cents]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([month, sum]) => ({ month, cents: sum }));
}

// The figures at the head of the page.
export function figures(orders) {
  const revenue = orders.reduce((sum, order) => sum + order.total_cents, 0);
  return {
    orders: orders.length,
    revenue,
    average: orders.length ? revenue / orders.length : 0,
    open: orders.filter((order) => order.status === 'open').length,
  };
}
