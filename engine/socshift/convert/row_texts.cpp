#include "socshift/convert/row_texts.hpp"

#include "socshift/io/delimited_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace socshift {

namespace {

std::string share_text(const std::optional<KnownShare>& known, ShareForm form) {
    if (!known) {
        return "";
    }
    switch (form) {
        case ShareForm::decimal:
            return fmt::format("{}", known->share.to_double());
        case ShareForm::fraction:
            return known->share.text();
    }
    return "";
}

/// What is added behind a row of an item with so many candidates that goes to @p target.
std::string added_text(const PlanTarget& target, std::size_t candidates,
                       const ConvertRequest& request, char delimiter) {
    std::string text(1, delimiter);
    append_field(text, target.item->code.text(), delimiter);
    text += delimiter;
    if (request.to_families) {
        append_field(text, target.item->title, delimiter);
        return text;
    }
    append_field(text, share_text(target.share, request.shares.value_or(ShareForm::decimal)),
                 delimiter);
    text += delimiter;
    text += target.share ? to_string(target.share->basis) : "";
    if (request.split == Split::best) {
        text += fmt::format("{}{}", delimiter, candidates);
    } else if (request.split == Split::title) {
        text += delimiter;  // no title settled it
    }
    return text;
}

}  // namespace

std::vector<std::string> added_names(const ConvertRequest& request, const CodedEditions& sources) {
    const auto code = sources.target().id().text() + "_code";
    std::vector<std::string> names{code};
    if (request.to_families) {
        names = {"family", "family_label"};
    } else {
        switch (request.split) {
            case Split::all:
            case Split::none:
                names.insert(names.end(), {"share", "basis"});
                break;
            case Split::title:
                names.insert(names.end(), {"share", "basis", "title_score"});
                break;
            case Split::best:
                names.insert(names.end(), {"probability", "basis", "candidates"});
                break;
            case Split::draw:
                for (unsigned draw = 1; request.draws && draw <= *request.draws; ++draw) {
                    names.resize(draw);
                    names.back() = fmt::format("{}_{}", code, draw);
                }
                names.insert(names.end(), {"basis", "candidates"});
                break;
        }
    }
    for (auto& name : names) {
        name = request.prefix + name;
    }
    return names;
}

std::vector<std::size_t> written_targets(const CodedEditions& sources,
                                         const ConvertRequest& request, std::size_t item) {
    const auto& targets = sources.targets(item);
    if (request.split == Split::best && sources.basis(item)) {
        const auto only = likeliest(targets);
        return targets[only].item == nullptr ? std::vector<std::size_t>{} : std::vector{only};
    }
    std::vector<std::size_t> out;
    for (std::size_t target = 0; target < targets.size(); ++target) {
        if (targets[target].item != nullptr) {
            out.push_back(target);
        }
    }
    return out;
}

AddedTexts::AddedTexts(const CodedEditions& sources, const ConvertRequest& request, char delimiter)
    : pieces_(std::max<std::size_t>(sources.items(), 1)) {
    for (std::size_t item = 0; item < sources.items(); ++item) {
        auto at = item;
        for (const auto target : written_targets(sources, request, item)) {
            if (pieces_[at].size > 0) {
                pieces_[at].next = static_cast<std::uint32_t>(pieces_.size());
                at = pieces_.size();
                pieces_.emplace_back();
            }
            const auto text = added_text(sources.targets(item)[target],
                                         sources.candidates(item).size(), request, delimiter);
            pieces_[at].begin = static_cast<std::uint32_t>(text_.size());
            pieces_[at].size = static_cast<std::uint32_t>(text.size());
            text_ += text;
        }
    }
    text_.append(text_padding, '\0');
}

}  // namespace socshift
