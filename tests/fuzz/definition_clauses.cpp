#include "socshift/catalog/definition_clauses.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace socshift;
    static const auto item = [](const char* code) {
        return Item{Code::parse(code), "Title", "level", {}, false, false, {}, {}};
    };
    static const CodeShapes shapes{{item("11-1011"), item("11-1011.01")}};
    const Definition definition{
        Code::parse("10-0001"), "Bakers", std::string(data, data + size), {}};
    const auto read = read_clauses(definition, shapes);
    for (const auto& note : read.notes) {
        const bool named = note.ref || !note.phrase.empty();
        const bool ordered = !note.range_end || (note.ref && *note.ref <= *note.range_end);
        if (!named || !ordered) {
            std::abort();
        }
    }
    return 0;
}
