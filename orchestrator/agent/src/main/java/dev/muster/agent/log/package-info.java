/** One line per decision, to standard error. */
@NullMarked
package dev.muster.agent.log;

import org.jspecify.annotations.NullMarked;
