// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace myservice {

/// One line of the order book.
struct Order {
  int number;
  std::string date;  ///< YYYY-MM-DD
  std::string_view customer;
  std::string_view product;
  std::string_view status;  ///< 'paid', 'shipped' or 'open'
  int quantity;
  int total_cents;
};

/// Five orders for each month of 2025, the same at every start.
std::vector<Order> sample_orders();

/// A JSON array with one object for each order.
std::string orders_json(const std::vector<Order>& orders);

/// A CSV table with a header line.
std::string orders_csv(const std::vector<Order>& orders);

}  // namespace myservice
