#pragma once

// Internal: not installed. A workbook is a zip archive of XML parts that refer to each other.

#include "socshift/io/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace socshift {

/// The name of an element or attribute without its namespace prefix, which each writer chooses.
[[nodiscard]] std::string_view local_name(std::string_view name) noexcept;

/// The first child called @p name, whatever its prefix; a null node if there is none.
[[nodiscard]] pugi::xml_node child(pugi::xml_node node, std::string_view name);

/// The attribute called @p name, whatever its prefix; a null one if there is none.
[[nodiscard]] pugi::xml_attribute attribute(pugi::xml_node node, std::string_view name);

/// The text directly in @p node, which comments may have cut in several.
[[nodiscard]] std::string text_in(pugi::xml_node node);

/// How much may be unpacked, in bytes.
struct UnpackLimits {
    std::size_t part = 0;
    std::size_t all = 0;  // of those that are held; a part that is asked for twice counts twice
    std::size_t streamed = 0;  // of a part that is read in pieces
};

/// The parts of a workbook. @throws FormatError from every function, naming the file and the part.
class WorkbookPackage {
public:
    /// @p bytes must outlive the object.
    WorkbookPackage(std::string_view bytes, std::string file, UnpackLimits limits);
    ~WorkbookPackage();
    WorkbookPackage(const WorkbookPackage&) = delete;
    WorkbookPackage& operator=(const WorkbookPackage&) = delete;

    [[nodiscard]] bool has(const std::string& part) const;

    [[nodiscard]] const UnpackLimits& limits() const noexcept { return limits_; }

    /// The XML of @p part, e.g. "xl/workbook.xml".
    [[nodiscard]] pugi::xml_document xml(const std::string& part);

    /// The bytes of @p part, unpacked as they are asked for. Good until another part is: the
    /// archive has one open at a time.
    [[nodiscard]] ReadBytes stream(const std::string& part);

    /// XML that is @p bytes of @p part, from @p at on. @p more: pugi::parse_fragment, or 0.
    [[nodiscard]] pugi::xml_document parsed(std::string_view bytes, const std::string& part,
                                            std::uint64_t at, unsigned more) const;

    /// @throws FormatError: "part 'xl/workbook.xml'", then @p why.
    [[noreturn]] void fail(const std::string& part, std::string_view why) const;

    struct Relationship {
        std::string type;    // the last word of its address: "worksheet"
        std::string target;  // the part it leads to
    };

    /// What @p part ("": the package itself) refers to, by the name it uses.
    [[nodiscard]] std::map<std::string, Relationship> relationships(const std::string& part);

private:
    struct Archive;
    [[nodiscard]] std::string bytes_of_part(const std::string& part);

    std::string file_;
    UnpackLimits limits_;
    std::size_t left_;  // of limits_.all
    std::unique_ptr<Archive> archive_;
};

}  // namespace socshift
