// Any bytes are read as a catalog file or refused with an Error that names the file; what is read
// can be checked, makes a value exactly when it has no errors, and is written and read again
// without a change.
#include "socshift/base/error.hpp"
#include "socshift/catalog/yaml.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

namespace {

using namespace socshift;

void demand(bool condition) {
    if (!condition) {
        std::abort();
    }
}

template <typename Make>
bool is_made(Make make) {
    try {
        make();
        return true;
    } catch (const DataError&) {
        return false;
    }
}

struct Check {
    void operator()(const EditionData& data) const {
        const bool sound = !has_errors(check(data)) && !data.header.extends;
        demand(is_made([&] { (void)Edition::make(data); }) == sound);
    }
    void operator()(const CorrespondenceData& data) const {
        demand(is_made([&] { (void)Correspondence::make(data); }) == !has_errors(check(data)));
    }
    void operator()(const Counts& data) const { (void)check(data); }
    void operator()(const Proposal& data) const { (void)check(data); }
    void operator()(const Scenario& data) const { (void)check(data); }
    void operator()(const Rates& data) const { (void)check(data); }
    void operator()(const TitleList& data) const { (void)check(data); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::string written;
    try {
        const auto file = read_yaml(text, "fuzz.yaml");
        std::visit(Check(), file);
        written = write_yaml(file);
    } catch (const Error& error) {
        demand(std::string_view(error.what()).substr(0, 10) == "fuzz.yaml:");
        return 0;
    }
    // From here on an exception is a mistake of ours: it ends the run.
    demand(write_yaml(read_yaml(written, "written.yaml")) == written);
    return 0;
}
