#include <hello/version.hpp>
#include <iostream>

// The version of the build, the number of the header, and the number that CMake was given.
int main() {
  std::cout << hello::version() << " " << hello::version_number << " " << CONFIGURED << "\n";
}
