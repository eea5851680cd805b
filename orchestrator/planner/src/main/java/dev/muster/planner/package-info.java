/**
 * How to cut a model over a machine: legal meshes, layers per pipeline stage, microbatches, and the
 * plan that says so. A pure function, without clock, chance or input.
 */
@NullMarked
package dev.muster.planner;

import org.jspecify.annotations.NullMarked;
