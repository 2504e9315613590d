// SPDX-License-Identifier: Apache-2.0
#include "orders.hpp"

#include <array>
#include <cstdio>

#include "text.hpp"

namespace myservice {
namespace {

struct Product {
  std::string_view name;
  int cents;
};

constexpr std::array<std::string_view, 8> customers = {
    "Brandt & Sons",  "Caf\u00e9 Lindenhof", "Eastgate Pharmacy", "Harbour Books",
    "Kestrel Cycles", "Moreau Bakery",       "Orchard School",    "Tidewater Hotel"};

constexpr std::array<Product, 6> products = {{{"Desk lamp", 4900},
                                              {"Meeting table", 38900},
                                              {"Office chair", 21900},
                                              {"Shelf, oak", 12900},
                                              {"Standing desk", 54900},
                                              {"Whiteboard", 8900}}};

constexpr std::size_t per_month = 5;

std::string date_of(std::size_t month, std::size_t place) {
  char date[16];
  std::snprintf(date, sizeof date, "2025-%02u-%02u", static_cast<unsigned>(month + 1),
                static_cast<unsigned>(2 + place * 5 + month % 4));
  return date;
}

std::string_view status_in(std::size_t month, std::size_t place) {
  if (month < 10) return "paid";
  return month == 11 && place > 1 ? "open" : "shipped";
}

/// The strides are prime to the lists' lengths, so that all customers and products turn up.
Order sample_order(std::size_t month, std::size_t place) {
  const std::size_t index = month * per_month + place;
  const Product& product = products[index * 5 % products.size()];
  const int quantity = static_cast<int>(1 + (index * 7 + month * 3) % 9);
  return {static_cast<int>(1001 + index),
          date_of(month, place),
          customers[index * 3 % customers.size()],
          product.name,
          status_in(month, place),
          quantity,
          quantity * product.cents};
}

}  // namespace

std::vector<Order> sample_orders() {
  std::vector<Order> orders;
  for (std::size_t month = 0; month < 12; ++month) {
    for (std::size_t place = 0; place < per_month; ++place) {
      orders.push_back(sample_order(month, place));
    }
  }
  return orders;
}

std::string orders_json(const std::vector<Order>& orders) {
  std::string out;
  for (const Order& order : orders) {
    out += out.empty() ? "[" : ",";
    out += "\n{\"number\":" + std::to_string(order.number) + ",\"date\":" + json(order.date) +
           ",\"customer\":" + json(order.customer) + ",\"product\":" + json(order.product) +
           ",\"status\":" + json(order.status) + ",\"quantity\":" + std::to_string(order.quantity) +
           ",\"total_cents\":" + std::to_string(order.total_cents) + "}";
  }
  return out.empty() ? "[]\n" : out + "\n]\n";
}

std::string orders_csv(const std::vector<Order>& orders) {
  std::string out = "number,date,customer,product,status,quantity,total_cents\r\n";
  for (const Order& order : orders) {
    out += std::to_string(order.number) + "," + order.date + "," + csv(order.customer) + "," +
           csv(order.product) + "," + csv(order.status) + "," + std::to_string(order.quantity) +
           "," + std::to_string(order.total_cents) + "\r\n";
  }
  return out;
}

}  // namespace myservice
