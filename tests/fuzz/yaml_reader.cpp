// Any bytes are read as a catalog file or refused with an Error; what is read can be checked, and
// written and read again without a change.
#include "socshift/catalog/yaml.hpp"
#include "socshift/model/error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

namespace {

struct Check {
    void operator()(const socshift::EditionData& data) const { (void)socshift::check(data); }
    void operator()(const socshift::CorrespondenceData& data) const { (void)socshift::check(data); }
    void operator()(const socshift::Counts& /*unused*/) const {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::string written;
    try {
        const auto file = socshift::read_yaml(text, "fuzz.yaml");
        std::visit(Check(), file);
        written = socshift::write_yaml(file);
    } catch (const socshift::Error&) {
        return 0;
    }
    // From here on an exception is a mistake of ours: it ends the run.
    if (socshift::write_yaml(socshift::read_yaml(written, "written.yaml")) != written) {
        std::abort();
    }
    return 0;
}
