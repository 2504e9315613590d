#include <acme/hello/version.hpp>

static_assert(ACME_HELLO_VERSION_MAJOR == acme::hello::version_major);
