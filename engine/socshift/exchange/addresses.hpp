#pragma once

// Internal: not installed. The addresses of things: the scheme is written down in docs/formats.md.

#include "socshift/exchange/export_content.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace socshift {

/// Addresses that begin with one base.
class Addresses {
public:
    explicit Addresses(std::string base) : base_(std::move(base)) {}

    /// "<base>terms#share": what a standard has no word for.
    [[nodiscard]] std::string terms() const { return base_ + "terms#"; }

    [[nodiscard]] std::string editions() const { return base_ + "edition/"; }
    [[nodiscard]] std::string series(std::string_view name) const;
    [[nodiscard]] std::string edition(const EditionId& id) const;
    [[nodiscard]] std::string level(const EditionId& id, std::string_view level) const;

    /// What the addresses of the items of an edition begin with; a code comes behind it.
    [[nodiscard]] std::string items(const EditionId& id) const;
    [[nodiscard]] std::string item(const EditionId& id, const Code& code) const;

    [[nodiscard]] std::string table(const ExportedTable& table) const;
    [[nodiscard]] std::string link(const ExportedTable& table, const ExportedLink& link) const;

    /// What came to the target from no item of the source.
    [[nodiscard]] std::string added(const ExportedTable& table, const Code& target) const;

private:
    std::string base_;
};

}  // namespace socshift
