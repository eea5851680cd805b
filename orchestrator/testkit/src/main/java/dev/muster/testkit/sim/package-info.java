/**
 * A whole cluster on virtual time under one seed: the real engine and store against a simulated
 * cloud, simulated agents and owners, a network that loses, doubles, delays and reorders, and a
 * server that crashes at every boundary of its journal.
 */
@NullMarked
package dev.muster.testkit.sim;

import org.jspecify.annotations.NullMarked;
