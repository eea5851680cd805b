/** Progress files of ranks, delivered in whole lines. */
@NullMarked
package dev.muster.agent.progress;

import org.jspecify.annotations.NullMarked;
