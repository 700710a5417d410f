// Any bytes are read as the file of a compiled catalog, or refused; and what is in the place of an
// image is read as one whose checks are right, as somebody could write it: each part loads, or says
// that it is damaged, and nothing else happens. The first byte chooses.
#include "socshift/catalog/compiled_catalog.hpp"

#include "fuzz.hpp"
#include "socshift/base/error.hpp"
#include "socshift/catalog/compiled_cells.hpp"
#include "socshift/catalog/compiled_file.hpp"

#include <string>
#include <variant>

namespace {

using namespace socshift;
using fuzz::demand;

template <typename Read>
void may_be_damaged(Read read) {
    try {
        read();
    } catch (const Error&) {  // refused
    }
}

void read_image(const std::string& bytes) {
    may_be_damaged([&] {
        const compiled::Image image{bytes, nullptr, true};  // checks are not looked at
        compiled::for_each_file(image, [](std::size_t /*file*/, const CatalogFile& data) {
            // What is read is data like any other: it can be written as cells again.
            std::visit(
                [](const auto& of_kind) {
                    using Data = std::remove_cvref_t<decltype(of_kind)>;
                    demand(compiled::from_cells<Data>(compiled::to_cells(of_kind)) == of_kind);
                },
                data);
        });
        const auto parts = compiled::parts_of(image);
        for (const auto& part : parts.editions) {
            may_be_damaged([&] { (void)part.load(); });
            may_be_damaged([&] { (void)part.codes(); });
            if (part.findings) {
                may_be_damaged([&] { (void)part.findings(); });
            }
        }
        for (const auto& part : parts.ready_titles) {
            may_be_damaged([&] { (void)part.load(); });
        }
        (void)Catalog::make(parts);
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const auto choice = input.byte();
    const auto bytes = input.rest();
    if (choice % 2 == 0) {
        read_image(bytes);
        return 0;
    }
    (void)compiled::is_undamaged(bytes);
    if (const auto read = compiled::read_file_bytes(bytes)) {
        const auto& [origin, image] = *read;
        demand(compiled::to_file(origin, image) == bytes);
        read_image(std::string{image});
    }
    return 0;
}
