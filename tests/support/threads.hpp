#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <type_traits>
#include <vector>

namespace socshift::test {

/// What @p work gives on each of @p count threads, which begin together. It is called with the
/// number of its thread, may not throw, and checks nothing itself: Catch2 is for one thread.
template <typename Work>
[[nodiscard]] auto on_threads(std::size_t count, Work work) {
    std::vector<std::invoke_result_t<Work, std::size_t>> results(count);
    std::atomic<std::size_t> waiting = count;
    std::vector<std::thread> threads;
    for (std::size_t number = 0; number < count; ++number) {
        threads.emplace_back([&, number] {
            for (--waiting; waiting != 0;) {
                std::this_thread::yield();
            }
            results[number] = work(number);
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    return results;
}

}  // namespace socshift::test
