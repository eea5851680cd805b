/** The ranks of one epoch on this node. */
@NullMarked
package dev.muster.agent.ranks;

import org.jspecify.annotations.NullMarked;
