// SPDX-License-Identifier: Apache-2.0
// The page of orders: the figures, the chart, the table, and the version at its foot.

import DataTable from 'datatables.net-dt';
import $ from 'jquery';
import { drawRevenue } from './js/chart.js';
import { moneyWriter } from './js/format.js';
import { figures, loadOrders, revenueByMonth } from './js/orders.js';

function showFigures(orders, money) {
  const sums = figures(orders);
  $('#figure-orders').text(sums.orders);
  $('#figure-revenue').text(money(sums.revenue));
  $('#figure-average').text(money(sums.average));
  $('#figure-open').text(sums.open);
}

function showTable(orders, money) {
  const text = DataTable.render.text(); // escapes what would be markup
  const amount = (cents, kind) => (kind === 'display' ? money(cents) : cents);
  return new DataTable('#orders', {
    data: orders,
    order: [[1, 'desc']],
    pageLength: 10,
    columns: [
      { title: 'No.', data: 'number', type: 'num' },
      { title: 'Date', data: 'date', className: 'dt-left dt-nowrap' },
      { title: 'Customer', data: 'customer', render: text },
      { title: 'Product', data: 'product', render: text },
      { title: 'Status', data: 'status', render: text },
      { title: 'Quantity', data: 'quantity', type: 'num' },
      { title: 'Total', data: 'total_cents', type: 'num', render: amount, className: 'dt-right' },
    ],
  });
}

async function showOrders() {
  const currency = $('body').attr('data-currency');
  const orders = await loadOrders();
  showFigures(orders, moneyWriter(currency, { short: true }));
  drawRevenue($('#revenue')[0], revenueByMonth(orders), currency);
  showTable(orders, moneyWriter(currency));
}

async function showVersion() {
  const { version, commit } = await $.getJSON('/version');
  $('#version').text(commit ? `${version} (commit ${commit.slice(0, 12)})` : version);
}

$(() => {
  Promise.all([showOrders(), showVersion()]).catch(() => {
    $('#notice').text('The orders cannot be loaded just now. Please try again in a minute.')
      .prop('hidden', false);
  });
});
