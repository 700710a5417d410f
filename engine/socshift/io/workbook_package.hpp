#pragma once

// Internal: not installed. A workbook is a zip archive of XML parts that refer to each other.

#include <cstddef>
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
    std::size_t all = 0;  // a part that is asked for twice counts twice
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

    /// The XML of @p part, e.g. "xl/workbook.xml".
    [[nodiscard]] pugi::xml_document xml(const std::string& part);

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
    UnpackLimits left_;
    std::unique_ptr<Archive> archive_;
};

}  // namespace socshift
