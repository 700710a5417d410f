#include "columns/figure_order.hpp"

#include <algorithm>
#include <numeric>

namespace socshift::formats {

namespace {

void put_column(SummedColumn& column, const std::vector<std::size_t>& order) {
    for (auto* const texts : {&column.figures, &column.least, &column.most}) {
        put_in_order(*texts, order);
    }
    put_in_order(column.missing, order);
    put_in_order(column.without_number, order);
    for (auto& part : column.by_basis) {
        put_in_order(part, order);
    }
}

}  // namespace

std::vector<std::size_t> order_of_lines(const SummedColumns& figures,
                                        const std::vector<std::vector<std::string>>& orders) {
    std::vector<std::size_t> out(figures.codes.size());
    std::iota(out.begin(), out.end(), 0U);
    const auto is_less = [&](std::size_t a, std::size_t b) {
        for (const auto& key : orders) {
            if (key[a] != key[b]) {
                return key[a] < key[b];
            }
        }
        return false;
    };
    for (auto begin = out.begin(); begin != out.end();) {
        const auto end = std::find_if(begin, out.end(), [&](std::size_t line) {
            return figures.codes[line] != figures.codes[*begin];
        });
        std::stable_sort(begin, end, is_less);
        begin = end;
    }
    return out;
}

void put_in_order(SummedColumns& figures, const std::vector<std::size_t>& order) {
    put_in_order(figures.codes, order);
    put_in_order(figures.titles, order);
    for (auto& key : figures.keys) {
        put_in_order(key, order);
    }
    for (auto* const columns : {&figures.sums, &figures.means}) {
        for (auto& column : *columns) {
            put_column(column, order);
        }
    }
    put_in_order(figures.rows, order);
    put_in_order(figures.bases, order);
}

}  // namespace socshift::formats
