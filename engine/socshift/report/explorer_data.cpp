#include "socshift/report/explorer_data.hpp"

#include "socshift/publish/cell.hpp"
#include "socshift/version.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace socshift {

namespace {

std::vector<std::string> texts_of(const std::vector<EditionId>& editions) {
    std::vector<std::string> out;
    out.reserve(editions.size());
    for (const auto& id : editions) {
        out.push_back(id.text());
    }
    return out;
}

std::string item_json(const NamedCode& item) {
    return fmt::format(R"({{"code":{},"title":{},"level":{}}})", script_text(item.code.text()),
                       script_text(item.title), script_text(item.level));
}

std::string items_json(const std::vector<NamedCode>& items) {
    std::string out = "[";
    for (const auto& item : items) {
        out += (out.size() > 1 ? "," : "") + item_json(item);
    }
    return out + "]";
}

/// An item has its code, and, for programs that read no titles elsewhere, its title.
std::string place_json(const MappedPlace& place, bool with_title) {
    auto out = place.item ? fmt::format(R"({{"code":{})", script_text(place.item->code.text()))
                          : fmt::format(R"({{"place":{})", script_text(to_string(place.kind)));
    if (place.item && with_title) {
        out += fmt::format(R"(,"title":{})", script_text(place.item->title));
    }
    if (place.share) {
        out += fmt::format(R"(,"share":{},"basis":{})", script_text(share_of(place)),
                           script_text(to_string(place.share->basis)));
    }
    return out + "}";
}

std::string places_json(const PagePlace& place, bool with_titles) {
    std::string out = "[";
    for (const auto& each : place.places) {
        out += (out.size() > 1 ? "," : "") + place_json(each, with_titles);
    }
    return out + "]";
}

std::string note_json(const PageNote& note) {
    std::vector<std::string> codes;
    for (const auto& item : note.items) {
        codes.push_back(item.code.text());
    }
    return fmt::format(R"({{"relation":{},"by":{},"reference":{},"title":{},"codes":{}}})",
                       script_text(to_string(note.relation)),
                       note.names_item ? R"("another")" : R"("itself")",
                       script_text(note.reference), script_text(note.title), script_texts(codes));
}

/// "name":value for each header field that there is.
std::string header_json(const EditionHeader& header) {
    const auto optional = [](const auto& value, const auto& text) {
        return value ? script_text(text(*value)) : std::string{"null"};
    };
    const auto id_text = [](const EditionId& id) { return id.text(); };
    const auto date_text = [](std::chrono::sys_days day) { return to_string(day); };
    return fmt::format(
        R"("edition":{},"series":{},"title":{},"status":{},"valid_from":{},"valid_until":{},"follows":{},"extends":{},"levels":{})",
        script_text(header.id.text()), script_text(header.series), script_text(header.title),
        script_text(to_string(header.status)), script_text(to_string(header.validity.from)),
        optional(header.validity.until, date_text), optional(header.follows, id_text),
        optional(header.extends, id_text), script_texts(header.levels));
}

}  // namespace

std::string script_text(std::string_view text) {
    const auto quoted = nlohmann::json(std::string{text})
                            .dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    std::string out;
    out.reserve(quoted.size());
    for (const char c : quoted) {
        if (c == '<') {
            out += "\\u003c";
        } else {
            out += c;
        }
    }
    return out;
}

std::string script_texts(const std::vector<std::string>& texts) {
    std::string out = "[";
    for (const auto& text : texts) {
        out += (out.size() > 1 ? "," : "") + script_text(text);
    }
    return out + "]";
}

std::string handing_over(std::string_view name, std::string_view json) {
    if (!json.empty() && json.back() == '\n') {
        json.remove_suffix(1);
    }
    return fmt::format("explorer.take({},{});\n", script_text(name), json);
}

std::string_view relation_of(const PagePlace& place) noexcept {
    return place.candidates ? "candidate" : place.before ? "from" : "to";
}

std::string share_of(const MappedPlace& place) {
    return place.share ? printed(Cell(place.share->share), ColumnKind::share) : std::string{};
}

std::string code_json(const ItemPage& page) {
    auto out = fmt::format(
        R"({{"schema":"socshift/explorer-code/1","edition":{},"status":{},"code":{},"title":{},"level":{},"residual":{},"attributes":{{)",
        script_text(page.edition.id.text()), script_text(to_string(page.edition.status)),
        script_text(page.item.code.text()), script_text(page.item.title),
        script_text(page.item.level), page.residual);
    bool is_first = true;
    for (const auto& [name, value] : page.attributes) {
        out += fmt::format("{}{}:{}", is_first ? "" : ",", script_text(name), script_text(value));
        is_first = false;
    }
    out += fmt::format("}},\n\"path\":{},\n\"children\":{},\n\"notes\":[", items_json(page.path),
                       items_json(page.children));
    is_first = true;
    for (const auto& note : page.notes) {
        out += (is_first ? "\n" : ",\n") + note_json(note);
        is_first = false;
    }
    out += "],\n\"elsewhere\":[";
    is_first = true;
    for (const auto& place : page.elsewhere) {
        out += fmt::format(
            "{}{{\"edition\":{},\"status\":{},\"relation\":{},\"cardinality\":{},\"places\":{}}}",
            is_first ? "\n" : ",\n", script_text(place.edition.text()),
            script_text(to_string(place.status)), script_text(relation_of(place)),
            script_text(to_string(place.cardinality)), places_json(place, true));
        is_first = false;
    }
    return out + "\n]}\n";
}

std::string mapped_json(const NamedCode& source, const PagePlace& place) {
    return fmt::format(R"({}:{{"cardinality":{},{}"places":{}}})", script_text(source.code.text()),
                       script_text(to_string(place.cardinality)),
                       place.candidates ? R"("candidates":true,)" : "", places_json(place, false));
}

std::string map_json(const EditionId& from, const EditionId& to,
                     const std::vector<EditionId>& drafts, const std::vector<std::string>& notices,
                     const std::string& mapped) {
    return fmt::format(
        "{{\"schema\":\"socshift/explorer-map/1\",\"from\":{},\"to\":{},\"drafts\":{},\"notices\":{"
        "},\"codes\":{{\n{}\n}}}}\n",
        script_text(from.text()), script_text(to.text()), script_texts(texts_of(drafts)),
        script_texts(notices), mapped);
}

std::string edition_json(const Edition& edition, const std::vector<const Item*>& items,
                         const std::vector<EditionId>& maps,
                         const std::function<std::string(const Item&)>& page_of) {
    auto out = fmt::format(R"({{"schema":"socshift/explorer-edition/1",{},"maps":{},"codes":{{)",
                           header_json(edition.header()), script_texts(texts_of(maps)));
    bool is_first = true;
    for (const auto* const item : items) {
        const auto page = page_of(*item);
        out += fmt::format(R"({}{}:{{"title":{},"level":{},"page":{}}})", is_first ? "\n" : ",\n",
                           script_text(item->code.text()), script_text(item->title),
                           script_text(item->level), page.empty() ? "null" : script_text(page));
        is_first = false;
    }
    return out + "\n}}\n";
}

std::string editions_json(const std::vector<const Edition*>& editions,
                          const std::vector<ExplorerDownload>& downloads) {
    auto out =
        fmt::format(R"({{"schema":"socshift/explorer-editions/1","socshift":{},"editions":[)",
                    script_text(version()));
    bool is_first = true;
    for (const auto* const edition : editions) {
        out += fmt::format("{}{{{},\"items\":{}}}", is_first ? "\n" : ",\n",
                           header_json(edition->header()), edition->own_size());
        is_first = false;
    }
    out += "\n],\"downloads\":[";
    is_first = true;
    for (const auto& each : downloads) {
        out += fmt::format(
            "{}{{\"series\":{},\"format\":{},\"editions\":{},\"drafts\":{},\"files\":{}}}",
            is_first ? "\n" : ",\n", script_text(each.series), script_text(each.format),
            script_texts(texts_of(each.editions)), script_texts(texts_of(each.drafts)),
            script_texts(each.files));
        is_first = false;
    }
    return out + "\n]}\n";
}

}  // namespace socshift
