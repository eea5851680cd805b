/**
 * What the steps of a submission cost, one by one. Run by {@code
 * orchestrator/docs/benchmarks/measure steps}, never by the tests.
 */
@NullMarked
package dev.muster.server.figures;

import org.jspecify.annotations.NullMarked;
