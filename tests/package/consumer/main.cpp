#include <iostream>
#include <socshift/version.hpp>

int main() {
    std::cout << "built against socshift " << socshift::version() << '\n';
}
