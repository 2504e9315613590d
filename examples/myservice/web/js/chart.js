// SPDX-License-Identifier: Apache-2.0
// The bar chart, with only those parts of Chart.js that it draws with.

import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';
import { monthName, moneyWriter } from './format.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

// Draws the sums of revenueByMonth() on a canvas.
export function drawRevenue(canvas, sums, currency) {
  const style = getComputedStyle(canvas);
  const money = moneyWriter(currency, { short: true });
  Chart.defaults.font.family = style.fontFamily;
  Chart.defaults.color = style.color;
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: sums.map(({ month }) => monthName(month)),
      datasets: [{
        data: sums.map(({ cents }) => cents),
        backgroundColor: style.getPropertyValue('--accent').trim(),
        borderRadius: 4,
        maxBarThickness: 44,
      }],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: { tooltip: { callbacks: { label: ({ raw }) => money(raw) } } },
      scales: {
        x: { grid: { display: false } },
        y: {
          beginAtZero: true,
          border: { display: false },
          ticks: { callback: money, maxTicksLimit: 6 },
        },
      },
    },
  });
}
