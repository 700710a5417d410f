#include "version_option.hpp"

#include <cstdio>

int main() {
    return std::puts(socshift::cli::version_text().c_str()) < 0 ? 2 : 0;
}
