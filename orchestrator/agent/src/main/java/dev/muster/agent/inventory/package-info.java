/** What this node is. */
@NullMarked
package dev.muster.agent.inventory;

import org.jspecify.annotations.NullMarked;
