#include "socshift/exchange/addresses.hpp"

#include "socshift/exchange/escapes.hpp"

namespace socshift {

std::string Addresses::series(std::string_view name) const {
    return base_ + "series/" + uri_segment(name);
}

std::string Addresses::edition(const EditionId& id) const {
    return editions() + uri_segment(id.text());
}

std::string Addresses::level(const EditionId& id, std::string_view level) const {
    return edition(id) + "/level/" + uri_segment(level);
}

std::string Addresses::items(const EditionId& id) const {
    return edition(id) + "/item/";
}

std::string Addresses::item(const EditionId& id, const Code& code) const {
    return items(id) + uri_segment(code.text());
}

std::string Addresses::table(const ExportedTable& table) const {
    return base_ + "table/" + uri_segment(table.route.from.text()) + "/" +
           uri_segment(table.route.to.text());
}

std::string Addresses::link(const ExportedTable& table, const ExportedLink& link) const {
    const auto source = this->table(table) + "/link/" + uri_segment(link.source.code.text());
    return link.target ? source + "/" + uri_segment(link.target->code.text())
                       : source + "//" + std::string(to_string(link.place));
}

std::string Addresses::added(const ExportedTable& table, const Code& target) const {
    return this->table(table) + "/added/" + uri_segment(target.text());
}

}  // namespace socshift
