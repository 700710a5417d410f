#include "socshift/io/xml_pieces.hpp"

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

constexpr std::size_t read_at_once = std::size_t{1} << 16U;
constexpr std::size_t enough_for_a_parser = std::size_t{1} << 16U;
constexpr std::string_view blanks = " \t\r\n";

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

XmlPieces::XmlPieces(std::string_view container, std::size_t most, ReadBytes read, Fail fail)
    : container_(container), most_(most), read_(std::move(read)), fail_(std::move(fail)) {}

bool XmlPieces::read_more() {
    if (is_all_) {
        return false;
    }
    const auto had = text_.size();
    text_.resize(had + read_at_once);
    const auto got = read_(text_.data() + had, read_at_once);
    text_.resize(had + got);
    is_all_ = got == 0;
    if (text_.size() > most_) {
        fail_("an element that is too long", before_);
    }
    return !is_all_;
}

/// Where @p what is in the text; its end if it is not.
std::size_t XmlPieces::find(std::string_view what, std::size_t from) {
    for (;;) {
        const auto at = text_.find(what, from);
        if (at != std::string::npos) {
            return at;
        }
        from = std::max(from, text_.size() - std::min(text_.size(), what.size() - 1));
        if (!read_more()) {
            return text_.size();
        }
    }
}

/// What begins with the "<" at @p at. At the end of the text, what is not closed ends there.
XmlPieces::Tag XmlPieces::tag_at(std::size_t at) {
    constexpr std::size_t longest_opening = 9;  // "<![CDATA["
    while (text_.size() < at + longest_opening && read_more()) {
    }
    const auto behind = [&](std::string_view closing, std::size_t from) {
        const auto closed = find(closing, from);  // which reads more
        return Tag{Markup::other, {}, std::min(closed + closing.size(), text_.size())};
    };
    const auto opening = std::string_view{text_}.substr(at, longest_opening);
    if (opening.starts_with("<!--")) {
        return behind("-->", at + 4);
    }
    if (opening == "<![CDATA[") {
        return behind("]]>", at + longest_opening);
    }
    if (opening.starts_with("<?")) {
        return behind("?>", at + 2);
    }
    if (opening.starts_with("<!")) {
        return behind(">", at + 2);
    }
    auto end = at + 1;
    for (char quote = '\0';; ++end) {
        if (end == text_.size() && !read_more()) {
            return {Markup::other, {}, text_.size()};
        }
        const char each = text_[end];
        if (quote != '\0') {
            quote = each == quote ? '\0' : quote;
        } else if (each == '"' || each == '\'') {
            quote = each;
        } else if (each == '>') {
            break;
        }
    }
    auto inner = std::string_view{text_}.substr(at + 1, end - at - 1);
    auto markup = Markup::start;
    if (inner.starts_with('/')) {
        inner.remove_prefix(1);
        markup = Markup::end;
    } else if (inner.ends_with('/')) {
        inner.remove_suffix(1);
        markup = Markup::empty;
    }
    return {markup, without_prefix(inner.substr(0, inner.find_first_of(blanks))), end + 1};
}

void XmlPieces::drop(std::size_t size) {
    text_.erase(0, size);
    before_ += size;
}

void XmlPieces::give_to_rest(std::size_t size) {
    rest_.append(text_, 0, size);
    drop(size);
    if (rest_.size() > most_) {
        fail_("too much beside its rows", before_);
    }
}

bool XmlPieces::is_container(const Tag& tag) const {
    return container_.empty() ? depth_ == 0 : depth_ == 1 && tag.name == container_;
}

/// Reads up to the first child of the container, or all if there is none.
void XmlPieces::find_container() {
    while (state_ == State::before) {
        const auto at = find("<", 0);
        if (at == text_.size()) {
            give_to_rest(at);
            state_ = State::behind;
            return;
        }
        const auto tag = tag_at(at);
        if (tag.markup == Markup::start && is_container(tag)) {
            state_ = State::within;
        } else if (tag.markup == Markup::empty && is_container(tag)) {
            state_ = State::behind;
        } else if (tag.markup == Markup::start) {
            ++depth_;
        } else if (tag.markup == Markup::end) {
            depth_ -= depth_ > 0 ? 1 : 0;
        }
        give_to_rest(tag.end);
    }
}

void XmlPieces::read_rest() {
    do {
        give_to_rest(text_.size());
    } while (read_more());
}

bool XmlPieces::next() {
    drop(std::exchange(piece_, 0));
    find_container();
    if (state_ == State::behind) {
        read_rest();
        return false;
    }
    std::size_t depth = 0;
    for (std::size_t at = 0;;) {
        at = find("<", at);
        if (at == text_.size()) {  // the end of the text, where none may be
            state_ = State::behind;
            piece_ = at;
            return piece_ > 0;
        }
        const auto tag = tag_at(at);
        if (tag.markup == Markup::end && depth == 0) {
            state_ = State::behind;
            piece_ = at;
            return piece_ > 0 || next();
        }
        at = tag.end;
        depth += tag.markup == Markup::start ? 1 : 0;
        depth -= tag.markup == Markup::end ? 1 : 0;
        if (depth == 0 && at >= enough_for_a_parser) {
            piece_ = at;
            return true;
        }
    }
}

}  // namespace socshift
