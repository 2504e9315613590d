// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bundle/kept_stage.hpp>
#include <bundle/tree.hpp>

namespace shipit {

// Gives the tree's files the facts that the record knows. Its counterpart is remember_facts()
// (stage.hpp).
void recall_facts(const StagePlaces& places, StageRecord& record, const StagedTree& tree);

}  // namespace shipit
