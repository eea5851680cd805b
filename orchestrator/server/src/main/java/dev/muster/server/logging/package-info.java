/** How the server logs: one line per decision, to a bounded file or to standard error. */
@NullMarked
package dev.muster.server.logging;

import org.jspecify.annotations.NullMarked;
