#include <acme/hello/version.hpp>
#include <iostream>

static_assert(acme::hello::version_prerelease == ACME_HELLO_VERSION_PRERELEASE);

int main() { std::cout << acme::hello::version() << ' ' << acme::hello::version_number << '\n'; }
