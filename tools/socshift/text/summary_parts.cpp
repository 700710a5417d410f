#include "text/summary_parts.hpp"

#include "text/text.hpp"

namespace socshift::cli {

std::string paragraph(std::string_view text, std::size_t indent, std::size_t hanging) {
    std::string out;
    bool first = true;
    for (const auto& line : wrap(text, summary_width - hanging)) {
        out += std::string(first ? indent : hanging, ' ') + line + "\n";
        first = false;
    }
    return out;
}

std::string enumeration(const std::vector<std::string>& parts, std::size_t indent) {
    std::string out;
    std::string line;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = parts[i] + (i + 1 < parts.size() ? "," : "");
        if (!line.empty() &&
            indent + display_width(line) + 1 + display_width(part) > summary_width) {
            out += std::string(indent, ' ') + line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + part;
    }
    return out + std::string(indent, ' ') + line + "\n";
}

}  // namespace socshift::cli
