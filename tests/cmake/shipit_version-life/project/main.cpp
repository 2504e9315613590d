#include <acme/hello/version.hpp>
#include <iostream>

int main() {
  std::cout << acme::hello::version() << (acme::hello::dirty() ? " dirty" : "") << '\n';
}
