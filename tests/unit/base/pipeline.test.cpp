// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <base/pipeline.hpp>
#include <scratch.hpp>

using namespace shipit;

TEST_CASE("pipeline: what follows comes in order, on the caller's thread, with any threads") {
  for (const unsigned threads : {1U, 2U, 7U}) {
    std::vector<int> order;
    const auto me = std::this_thread::get_id();
    Pipeline pipeline(10, threads);
    for (int i = 0; i < 200; ++i)
      pipeline.add({.weight = static_cast<std::size_t>(i % 30),
                    .work =
                        [i] {
                          if (i % 7 == 0)
                            std::this_thread::sleep_for(std::chrono::microseconds(300));
                        },
                    .then =
                        [&, i] {
                          if (std::this_thread::get_id() == me) order.push_back(i);
                        }});
    pipeline.finish();
    REQUIRE(order.size() == 200);
    CHECK(std::is_sorted(order.begin(), order.end()));
  }
}

TEST_CASE("pipeline: no more weight is under way than allowed, but always one task") {
  std::atomic<int> held = 0;
  std::atomic<int> most = 0;
  Pipeline pipeline(10, 4);
  for (const int weight : {4, 4, 4, 50, 4, 4, 10, 1, 1, 1}) {
    pipeline.add({.weight = static_cast<std::size_t>(weight),
                  .work =
                      [&, weight] {
                        most = std::max<int>(most, held += weight);
                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                      },
                  .then = [&, weight] { held -= weight; }});
  }
  pipeline.finish();
  CHECK(most == 50);
  CHECK(held == 0);
}

TEST_CASE("pipeline: a failure is thrown in its turn, and nothing follows it") {
  for (const unsigned threads : {1U, 3U}) {
    std::vector<int> order;
    const std::string said = refusal([&] {
      Pipeline pipeline(100, threads);
      for (int i = 0; i < 50; ++i)
        pipeline.add({.weight = 1,
                      .work =
                          [i] {
                            if (i >= 20) throw Error("number " + std::to_string(i));
                          },
                      .then = [&, i] { order.push_back(i); }});
      pipeline.finish();
    });
    CHECK(said == "number 20\n");
    CHECK(order.size() == 20);
  }
}
