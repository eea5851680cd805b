/** The engine at work. */
@NullMarked
package dev.muster.server.heart;

import org.jspecify.annotations.NullMarked;
