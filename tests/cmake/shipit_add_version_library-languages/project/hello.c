#include <acme/hello/version.h>
#include <stdio.h>

int main(void) {
  printf("%s %s %d\n", acme_hello_version(), ACME_HELLO_VERSION_STRING, ACME_HELLO_VERSION_MINOR);
  return acme_hello_dirty();
}
