#include "run_process.hpp"

int main(int argc, char** argv) {
    return socshift::cli::run_process({argv + 1, argv + argc});
}
