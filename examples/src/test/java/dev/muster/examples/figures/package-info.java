/**
 * Measures the shipped program: its start, its commands, submissions, followers and memory. Run by
 * {@code orchestrator/docs/benchmarks/measure}, never by the tests; results are JSON with the
 * machine, the commit and the definition beside each number.
 */
@NullMarked
package dev.muster.examples.figures;

import org.jspecify.annotations.NullMarked;
