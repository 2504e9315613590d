// SPDX-License-Identifier: Apache-2.0
// What the bookings of a day mean for a minute of it.

// 545 for '09:05'.
export function minuteOfDay(time) {
  const [hour, minute] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function timeOf(minute) {
  const parts = [Math.floor(minute / 60), minute % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

// Whether a room is free, and until when, given its bookings as [from, to] in minutes and in order.
export function describe(spans, minute) {
  const running = spans.find(([from, to]) => from <= minute && minute < to);
  if (running) return { free: false, text: `taken until ${timeOf(running[1])}` };
  const next = spans.find(([from]) => from > minute);
  return { free: true, text: next ? `free until ${timeOf(next[0])}` : 'free' };
}
