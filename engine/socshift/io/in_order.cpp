#include "socshift/io/in_order.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace socshift {

namespace {

constexpr unsigned most_threads = 16;

class Line {
public:
    Line(unsigned threads, const PieceStages& stages)
        : stages_(stages), done_(pieces_under_way(threads)) {
        for (std::size_t i = 0; i < done_.size(); ++i) {
            free_.push_back(std::make_unique<Job>(i));
        }
    }

    /// What each thread does.
    void run(unsigned thread) {
        while (auto job = take_free()) {
            if (!read(*job)) {
                stop();
                return;
            }
            if (!job->error) {
                try {
                    stages_.work(thread, job->place);
                } catch (...) {
                    job->error = std::current_exception();
                }
            }
            finish(std::move(job));
        }
    }

    void rethrow() const {
        if (error_) {
            std::rethrow_exception(error_);
        }
    }

private:
    struct Job {
        explicit Job(std::size_t at) : place(at) {}

        std::size_t place;  // of the caller's
        std::size_t number = 0;
        std::exception_ptr error;
    };

    std::unique_ptr<Job> take_free() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stopped_ || !free_.empty(); });
        if (stopped_) {
            return nullptr;
        }
        auto job = std::move(free_.back());
        free_.pop_back();
        return job;
    }

    /// False when there is nothing more. An error is the last that is read.
    bool read(Job& job) {
        const std::lock_guard lock(reading_);
        if (ended_) {
            return false;
        }
        try {
            ended_ = !stages_.read(job.place);
            if (ended_) {
                return false;
            }
        } catch (...) {
            job.error = std::current_exception();
            ended_ = true;
        }
        job.number = next_read_++;
        return true;
    }

    /// Whoever has the next block in order finishes it, and those behind it that are ready.
    void finish(std::unique_ptr<Job> job) {
        std::unique_lock lock(mutex_);
        const auto place = job->number % done_.size();
        done_[place] = std::move(job);
        if (finishing_) {
            return;
        }
        finishing_ = true;
        while (!error_ && done_[next_done_ % done_.size()]) {
            auto next = std::move(done_[next_done_ % done_.size()]);
            lock.unlock();
            if (!next->error) {
                try {
                    stages_.finish(next->place);
                } catch (...) {
                    next->error = std::current_exception();
                }
            }
            lock.lock();
            ++next_done_;
            error_ = next->error;
            stopped_ |= error_ != nullptr;
            free_.push_back(std::move(next));
            changed_.notify_all();
        }
        finishing_ = false;
    }

    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        changed_.notify_all();
    }

    const PieceStages& stages_;
    std::mutex reading_;
    bool ended_ = false;         // of what is read, as the next
    std::size_t next_read_ = 0;  // number

    std::mutex mutex_;  // for all that follows
    std::condition_variable changed_;
    std::vector<std::unique_ptr<Job>> free_;
    std::vector<std::unique_ptr<Job>> done_;  // by number, around
    std::size_t next_done_ = 0;               // number
    bool finishing_ = false;
    bool stopped_ = false;
    std::exception_ptr error_;
};

}  // namespace

std::size_t pieces_under_way(unsigned threads) noexcept {
    return threads == 1 ? 1 : std::size_t{2} * threads;
}

void run_in_order(unsigned threads, const PieceStages& stages) {
    Line line(threads, stages);
    std::vector<std::thread> helpers;
    try {
        for (unsigned thread = 1; thread < threads; ++thread) {
            helpers.emplace_back([&line, thread] { line.run(thread); });
        }
    } catch (const std::system_error&) {  // no more to be had: those that are there do the work
    }
    line.run(0);
    for (auto& helper : helpers) {
        helper.join();
    }
    line.rethrow();
}

void run_each(unsigned threads, std::size_t count, const std::function<void(std::size_t)>& work) {
    std::vector<std::size_t> numbers(pieces_under_way(threads));
    std::size_t next = 0;
    PieceStages stages;
    stages.read = [&](std::size_t place) {
        numbers[place] = next++;
        return numbers[place] < count;
    };
    stages.work = [&](unsigned /*thread*/, std::size_t place) { work(numbers[place]); };
    stages.finish = [](std::size_t /*place*/) {};
    run_in_order(threads, stages);
}

unsigned thread_count(unsigned asked) {
    const auto machine = std::max(1U, std::thread::hardware_concurrency());
    return std::clamp(asked == 0 ? machine : asked, 1U, most_threads);
}

}  // namespace socshift
