#include "socshift/report/explorer.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/words.hpp"
#include "socshift/exchange/escapes.hpp"
#include "socshift/publish/route_answers.hpp"
#include "socshift/recognise/typed_code.hpp"
#include "socshift/report/change_drawing.hpp"
#include "socshift/report/explorer_page.hpp"
#include "socshift/report/explorer_pages.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace socshift {

namespace {

/// Of a code, without what it ends with: a code may have any characters, a name of a file not.
std::string name_of(std::string_view code) {
    return uri_segment(code);
}

class Site {
public:
    Site(const Catalog& catalog, const ExplorerRequest& request, const PutFile& put)
        : catalog_(catalog),
          request_(request),
          put_(put),
          finder_(catalog),
          histories_(catalog, finder_) {
        choose_editions();
        choose_codes();
    }

    Explorer write() {
        put("explorer.css", explorer_style());
        put("explorer.js", explorer_script());
        for (const auto* const edition : editions_) {
            write_codes(*edition);
        }
        downloads();
        for (const auto* const edition : editions_) {
            write_edition(*edition);
        }
        put("index.html", index_page(editions_, downloads_, made_.drafts, made_.notices));
        put("map.html", map_page(editions_));
        put_data("editions", editions_json(editions_, downloads_));
        return std::move(made_);
    }

private:
    using Codes = std::set<std::string, std::less<>>;

    void choose_editions() {
        std::set<EditionId> chosen;
        for (const auto& name : request_.editions) {
            const auto id = catalog_.resolve(name);
            if (!chosen.insert(id).second) {
                throw Error(fmt::format("the edition '{}' is there twice", id.text()));
            }
        }
        for (const auto& id : catalog_.edition_ids()) {
            const bool is_draft = catalog_.header(id).status == Status::draft;
            if (request_.editions.empty() ? request_.drafts || !is_draft : chosen.count(id) > 0) {
                editions_.push_back(&catalog_.edition(id));
                made_.editions.push_back(id);
                if (is_draft) {
                    made_.drafts.push_back(id);
                }
            }
        }
        if (editions_.empty()) {
            throw Error("there is no edition to make a site of");
        }
    }

    void choose_codes() {
        for (const auto& text : request_.codes) {
            const auto colon = text.find(':');
            const auto name =
                std::string_view(text).substr(colon == std::string::npos ? 0 : colon + 1);
            bool is_there = false;
            for (const auto* const edition : editions_) {
                if (colon != std::string::npos &&
                    catalog_.resolve(text.substr(0, colon)) != edition->id()) {
                    continue;
                }
                const auto* const item = edition->find(typed_code(catalog_, *edition, name));
                if (item != nullptr && !item->inherited) {
                    wanted_[edition->id()].insert(item->code.text());
                    is_there = true;
                }
            }
            if (!is_there) {
                throw UnknownName(fmt::format("no edition of the site has the code '{}'", text));
            }
        }
    }

    [[nodiscard]] bool has_page(const EditionId& edition, std::string_view code) const {
        if (request_.codes.empty()) {
            return true;
        }
        const auto found = wanted_.find(edition);
        return found != wanted_.end() && found->second.count(code) > 0;
    }

    /// An inherited code has its page in the edition that it is of.
    [[nodiscard]] std::string page_of(const EditionId& id, std::string_view code) const {
        const auto* edition = edition_of(id);
        while (edition != nullptr) {
            const auto* const item = edition->find(code);
            if (item == nullptr) {
                return "";
            }
            if (!item->inherited) {
                return has_page(edition->id(), code)
                           ? fmt::format("{}/{}", edition->id().text(),
                                         uri_segment(name_of(code) + ".html"))
                           : "";
            }
            edition = edition_of(*edition->header().extends);
        }
        return "";
    }

    /// nullptr: it is not on the site.
    [[nodiscard]] const Edition* edition_of(const EditionId& id) const {
        const auto found = std::find_if(editions_.begin(), editions_.end(),
                                        [&](const Edition* each) { return each->id() == id; });
        return found == editions_.end() ? nullptr : *found;
    }

    void put(const std::string& name, std::string_view bytes) {
        if (!names_.insert(name).second) {
            throw Error(fmt::format("two files of the site would have the name '{}'", name));
        }
        put_(name, bytes);
    }

    void put_data(const std::string& name, const std::string& json) {
        put("data/" + name + ".json", json);
        put("data/" + name + ".js", handing_over(name, json));
    }

    /// The pages of an edition's codes, and the maps from it.
    void write_codes(const Edition& edition) {
        std::map<EditionId, std::string> maps;
        for (const auto& item : edition.items()) {
            if (!has_page(edition.id(), item.code.text())) {
                continue;
            }
            auto page = item_page(catalog_, edition.id(), item.code.text(),
                                  {DefinitionStore{}, !made_.drafts.empty()}, finder_);
            leave_out_others(page);
            for (const auto& place : page.elsewhere) {
                auto& text = maps[place.edition];
                text += (text.empty() ? "" : ",\n") + mapped_json(page.item, place);
                name_codes(place);
            }
            named_[edition.id()].insert(item.code.text());
            if (!item.inherited) {
                const auto name = edition.id().text() + "/" + name_of(item.code.text());
                put(name + ".html", code_page(page, histories_.own(page), pages_));
                put(name + ".json", code_json(page));
                ++made_.code_pages;
            }
        }
        for (const auto& [to, mapped] : maps) {
            write_map(edition.id(), to, mapped);
        }
    }

    void leave_out_others(ItemPage& page) const {
        auto& all = page.elsewhere;
        all.erase(std::remove_if(
                      all.begin(), all.end(),
                      [&](const PagePlace& place) { return edition_of(place.edition) == nullptr; }),
                  all.end());
    }

    void name_codes(const PagePlace& place) {
        if (!request_.codes.empty()) {
            for (const auto& item : place.items) {
                named_[place.edition].insert(item.code.text());
            }
        }
    }

    void write_map(const EditionId& from, const EditionId& to, const std::string& mapped) {
        std::vector<EditionId> drafts;
        for (const auto& id : {from, to}) {
            if (catalog_.header(id).status == Status::draft) {
                drafts.push_back(id);
            }
        }
        maps_[from].push_back(to);
        put_data(
            from.text() + "/" + to.text(),
            map_json(from, to, drafts, route_notices(catalog_, *finder_.find(from, to)), mapped));
    }

    void write_edition(const Edition& edition) {
        std::vector<const Item*> items;
        const auto& named = named_[edition.id()];
        for (const auto& item : edition.items()) {
            if (request_.codes.empty() || named.count(item.code.text()) > 0) {
                items.push_back(&item);
            }
        }
        put_data(edition.id().text(),
                 edition_json(edition, items, maps_[edition.id()], [&](const Item& item) {
                     return page_of(edition.id(), item.code.text());
                 }));
        std::vector<ExplorerDownload> own;
        std::copy_if(downloads_.begin(), downloads_.end(), std::back_inserter(own),
                     [&](const ExplorerDownload& each) {
                         return std::find(each.editions.begin(), each.editions.end(),
                                          edition.id()) != each.editions.end();
                     });
        put(edition.id().text() + "/index.html",
            edition_page(edition, own, pages_, !request_.codes.empty()));
    }

    /// Editions of one series after each other, as far as a route joins each with the next.
    [[nodiscard]] std::vector<std::vector<const Edition*>> chains() {
        std::vector<std::vector<const Edition*>> out;
        for (const auto* const edition : editions_) {
            const bool goes_on = !out.empty() &&
                                 out.back().back()->header().series == edition->header().series &&
                                 finder_.find(out.back().back()->id(), edition->id());
            if (!goes_on) {
                out.emplace_back();
            }
            out.back().push_back(edition);
        }
        return out;
    }

    void downloads() {
        std::vector<std::string> left_out;
        std::vector<ExportFormat> formats;
        for (const auto& [format, word] : word_table<ExportFormat>) {
            const bool is_asked =
                request_.formats && std::find(request_.formats->begin(), request_.formats->end(),
                                              format) != request_.formats->end();
            if (request_.formats ? is_asked : !needs_base(format) || !request_.base.empty()) {
                formats.push_back(format);
            } else if (!request_.formats) {
                left_out.emplace_back(word);
            }
        }
        if (!left_out.empty()) {
            made_.notices.push_back(
                fmt::format("{} have addresses, and nothing says what they begin with: they are "
                            "left out.",
                            fmt::join(left_out, ", ")));
        }
        std::map<std::string, std::size_t> of_series;
        const auto all = chains();
        for (const auto& chain : all) {
            ++of_series[chain.front()->header().series];
        }
        for (const auto& chain : all) {
            const auto& series = chain.front()->header().series;
            const auto name =
                of_series[series] == 1 ? series : series + "." + chain.front()->id().text();
            for (const auto format : formats) {
                download(chain, format, name);
            }
        }
    }

    void download(const std::vector<const Edition*>& chain, ExportFormat format,
                  const std::string& name) {
        ExplorerDownload out;
        out.series = chain.front()->header().series;
        out.format = to_string(format);
        ExportRequest request;
        request.base = request_.base;
        for (const auto* const edition : chain) {
            out.editions.push_back(edition->id());
            request.editions.push_back(edition->id().text());
        }
        auto made = export_files(catalog_, format, request);
        out.drafts = std::move(made.drafts);
        for (const auto& file : made.files) {
            const auto place =
                fmt::format("downloads/{}", uri_segment(name)) +
                (has_several_files(format) ? fmt::format(".{}/{}", out.format, file.name)
                                           : ending(out.format, file.name));
            put(place, file.bytes);
            out.files.push_back(place);
        }
        downloads_.push_back(std::move(out));
    }

    /// ".sdmx.json", ".sql"
    static std::string ending(const std::string& format, const std::string& file) {
        const auto last = file.substr(file.rfind('.'));
        return last == "." + format ? last : "." + format + last;
    }

    const Catalog& catalog_;
    const ExplorerRequest& request_;
    const PutFile& put_;
    const PageOf pages_ = [this](const EditionId& id, std::string_view code) {
        return page_of(id, code);
    };
    RouteFinder finder_;
    Histories histories_;
    std::vector<const Edition*> editions_;
    std::map<EditionId, Codes> wanted_;  // with ExplorerRequest::codes: those that have a page
    std::map<EditionId, Codes> named_;   // with the same: those that pages name
    std::map<EditionId, std::vector<EditionId>> maps_;
    std::vector<ExplorerDownload> downloads_;
    std::set<std::string> names_;
    Explorer made_;
};

}  // namespace

Explorer write_explorer(const Catalog& catalog, const ExplorerRequest& request,
                        const PutFile& put) {
    return Site(catalog, request, put).write();
}

}  // namespace socshift
