#include "socshift/report/asked_words.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

namespace socshift {

namespace {

std::string take_text(const Edition& base, const Take& take) {
    std::string out;
    switch (take.part) {
        case Part::whole:
            out = "all of ";
            break;
        case Part::part:
            out = take.share ? take.share->text() + " of " : "a part of ";
            break;
        case Part::unknown:
            out = "an unknown part of ";
            break;
    }
    out += item_text(base, take.code);
    if (take.share && !take.share_source.empty()) {
        out += fmt::format(" (as {} says)", take.share_source);
    }
    for (const auto& code : take.except) {
        out += ", but not " + item_text(base, code);
    }
    return out + (take.ours ? " (our reading)" : "");
}

std::string taken_text(const Edition& base, const ProposedItem& item) {
    std::vector<std::string> out;
    for (const auto& take : item.takes) {
        out.push_back(take_text(base, take));
    }
    return out.empty() ? "what nobody said" : fmt::format("{}", fmt::join(out, "; "));
}

std::string named_text(const ProposedItem& item) {
    auto out = item.title.empty() ? std::string{"an occupation without a title"}
                                  : fmt::format("\"{}\"", item.title);
    if (item.code) {
        out += fmt::format(" with the code {}", item.code->text());
    }
    return out;
}

std::string place_text(const Edition& base, const ProposedItem& item) {
    std::string out;
    if (item.under) {
        out = " in " + item_text(base, *item.under);
    }
    if (item.reading) {
        out += fmt::format(" (in {} by our reading)", item_text(base, *item.reading));
    }
    return out;
}

std::string sentence(const Edition& base, ProposalKind kind, const ProposedItem& item) {
    const auto name = named_text(item);
    const auto place = place_text(base, item);
    const auto taken = taken_text(base, item);
    switch (kind) {
        case ProposalKind::fresh:
            return fmt::format("A new occupation, {}{}, out of {}.", name, place, taken);
        case ProposalKind::split:
        case ProposalKind::restructure:
            return fmt::format("An occupation {}{}, out of {}.", name, place, taken);
        case ProposalKind::merge:
            return fmt::format("Occupations joined in {}{}: {}.", name, place, taken);
        case ProposalKind::move:
            return fmt::format("To move {}{}{}.", taken,
                               place.empty() ? ", nobody said where" : ", to be" + place,
                               item.title.empty() ? "" : ", as " + name);
        case ProposalKind::retitle:
            return fmt::format("To call {} {}.", taken, name);
        case ProposalKind::recode:
            return fmt::format("Another code for {}: {}.", taken,
                               item.code ? item.code->text() : "nobody said which");
        case ProposalKind::retire:
            return fmt::format("To end {}.", taken);
        case ProposalKind::definition:
            return fmt::format("Another definition for {}.", name);
    }
    return {};
}

}  // namespace

std::string item_text(const Edition& edition, const Code& code) {
    const auto* const item = edition.find(code);
    return item == nullptr ? code.text() : code.text() + " " + item->title;
}

std::vector<std::string> asked_in_words(const Edition& base, const Proposal& proposal) {
    std::vector<std::string> out;
    for (const auto& item : proposal.items) {
        out.push_back(sentence(base, proposal.kind, item));
    }
    if (out.empty()) {
        out.push_back(proposal.kind == ProposalKind::definition
                          ? "Definitions; no code is asked to change."
                          : "Which occupations are meant, nobody said.");
    }
    for (const auto& code : proposal.exhausts) {
        out.push_back(fmt::format("Nothing is to be left of {}.", item_text(base, code)));
    }
    for (const auto& code : proposal.retires) {
        out.push_back(fmt::format("The group {} is to go.", item_text(base, code)));
    }
    return out;
}

Table supporters_table(const std::vector<const Proposal*>& proposals) {
    Table out({{"proposal"},
               {"who"},
               {"date"},
               {"docket"},
               {"reference"},
               {"source", ColumnKind::texts}});
    for (const auto* const proposal : proposals) {
        for (const auto& who : proposal->supporters) {
            out.add({proposal->id, who.name, who.date, who.docket, who.reference, who.addresses});
        }
    }
    return out;
}

}  // namespace socshift
