/**
 * A whole cluster on virtual time under one seed: the real engine and store against a simulated
 * cloud, agents that train, checkpoint, fail and hang, and owners who change their minds. Networks
 * lose, double, delay, reorder and split; nodes and agents die; disks fill; machines sleep; the
 * server crashes at every boundary of its journal. What gets on disk is compared with what really
 * happened.
 */
@NullMarked
package dev.muster.testkit.sim;

import org.jspecify.annotations.NullMarked;
