#include "socshift/io/in_order.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace socshift;

namespace {

enum class Stage { read, work, finish, none };

/// Where a run fails: in a stage of a piece.
struct Failure {
    Stage stage = Stage::none;
    int piece = 0;
};

/// What a run of pieces 0, 1, … left.
struct PiecesRun {
    std::vector<int> finished;
    std::string error;
    bool sound = true;  // stages overlap only where they may
};

PiecesRun run_pieces(unsigned threads, int pieces, std::vector<Failure> failures = {}) {
    PiecesRun result;
    std::vector<int> at_place(pieces_under_way(threads), -1);
    std::vector<std::atomic<int>> busy(threads);
    std::atomic<int> readers = 0;
    std::atomic<int> finishers = 0;
    std::atomic<bool> sound = true;
    int next = 0;
    const auto fail_if = [&](Stage stage, int piece) {
        for (const auto& failure : failures) {
            if (failure.stage == stage && failure.piece == piece) {
                throw std::runtime_error(std::to_string(piece));
            }
        }
    };
    const auto alone = [&sound](std::atomic<int>& count) { sound = sound && ++count == 1; };
    PieceStages stages;
    stages.read = [&](std::size_t place) {
        alone(readers);
        const int piece = next++;
        --readers;
        if (piece == pieces) {
            return false;
        }
        fail_if(Stage::read, piece);
        at_place[place] = piece;
        return true;
    };
    stages.work = [&](unsigned thread, std::size_t place) {
        alone(busy[thread]);
        const int piece = at_place[place];
        if (piece % 3 == 0) {  // later pieces overtake this one
            std::this_thread::sleep_for(std::chrono::microseconds{200});
        }
        --busy[thread];
        fail_if(Stage::work, piece);
    };
    stages.finish = [&](std::size_t place) {
        alone(finishers);
        const int piece = at_place[place];
        --finishers;
        fail_if(Stage::finish, piece);
        result.finished.push_back(piece);
    };
    try {
        run_in_order(threads, stages);
    } catch (const std::runtime_error& error) {
        result.error = error.what();
    }
    result.sound = sound;
    return result;
}

std::vector<int> first(int count) {
    std::vector<int> out;
    for (int i = 0; i < count; ++i) {
        out.push_back(i);
    }
    return out;
}

}  // namespace

TEST_CASE("pieces are finished in the order they were read, whatever the threads") {
    for (const unsigned threads : {1U, 2U, 3U, 8U}) {
        for (const int pieces : {0, 1, 2, 5, 100}) {
            const auto run = run_pieces(threads, pieces);
            CAPTURE(threads, pieces);
            CHECK(run.finished == first(pieces));
            CHECK(run.error.empty());
            CHECK(run.sound);
        }
    }
}

TEST_CASE("an error in a stage ends everything when all pieces before it are finished") {
    for (const unsigned threads : {1U, 2U, 8U}) {
        for (const auto stage : {Stage::read, Stage::work, Stage::finish}) {
            for (const int piece : {0, 1, 3, 40, 59}) {
                const auto run = run_pieces(threads, 60, {{stage, piece}});
                CAPTURE(threads, static_cast<int>(stage), piece);
                CHECK(run.finished == first(piece));
                CHECK(run.error == std::to_string(piece));
                CHECK(run.sound);
            }
        }
    }
}

TEST_CASE("of several errors the one of the first piece is thrown") {
    for (const unsigned threads : {1U, 2U, 8U}) {
        const auto run = run_pieces(threads, 60, {{Stage::work, 9}, {Stage::work, 10}});
        CHECK(run.finished == first(9));
        CHECK(run.error == "9");
        const auto late = run_pieces(threads, 60, {{Stage::read, 12}, {Stage::finish, 9}});
        CHECK(late.finished == first(9));
        CHECK(late.error == "9");
    }
}

TEST_CASE("one thread has one piece under way, several have two each") {
    CHECK(pieces_under_way(1) == 1);
    CHECK(pieces_under_way(2) == 4);
    CHECK(pieces_under_way(8) == 16);
}

TEST_CASE("as many threads as asked for, but not more than reading can keep busy") {
    CHECK(thread_count(1) == 1);
    CHECK(thread_count(7) == 7);
    CHECK(thread_count(1000) == 16);
    CHECK(thread_count(0) >= 1);
    CHECK(thread_count(0) <= 16);
}
