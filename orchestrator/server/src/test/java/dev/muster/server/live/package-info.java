/** What passes the engine, piece by piece. */
@NullMarked
package dev.muster.server.live;

import org.jspecify.annotations.NullMarked;
