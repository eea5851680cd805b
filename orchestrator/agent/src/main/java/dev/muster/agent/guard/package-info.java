/** The guard: a small process that ends everything of a node once its agent is gone. */
@NullMarked
package dev.muster.agent.guard;

import org.jspecify.annotations.NullMarked;
