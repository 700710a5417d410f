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

std::vector<NewColumn> added_columns(const ConvertRequest& request, const CodedEditions& sources) {
    using enum NewColumn::Kind;
    const auto code = sources.target().id().text() + "_code";
    const auto share = request.shares == ShareForm::fraction ? texts : decimals;
    std::vector<NewColumn> out{{code, texts}};
    if (request.to_families) {
        out = {{"family", texts}, {"family_label", texts}};
    } else {
        switch (request.split) {
            case Split::all:
            case Split::none:
                out.insert(out.end(), {{"share", share}, {"basis", texts}});
                break;
            case Split::title:
                out.insert(out.end(),
                           {{"share", share}, {"basis", texts}, {"title_score", decimals}});
                break;
            case Split::best:
                out.insert(out.end(),
                           {{"probability", share}, {"basis", texts}, {"candidates", wholes}});
                break;
            case Split::draw:
                for (unsigned draw = 1; request.draws && draw <= *request.draws; ++draw) {
                    out.resize(draw);
                    out.back() = {fmt::format("{}_{}", code, draw), texts};
                }
                out.insert(out.end(), {{"basis", texts}, {"candidates", wholes}});
                break;
        }
    }
    for (auto& column : out) {
        column.name = request.prefix + column.name;
    }
    return out;
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
