#ifdef HEADER
#include HEADER
#endif
int main() {}
