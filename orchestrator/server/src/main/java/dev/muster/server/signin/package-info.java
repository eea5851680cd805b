/** How a browser is let in: a code that is used once, and the session that it opens. */
@NullMarked
package dev.muster.server.signin;

import org.jspecify.annotations.NullMarked;
