/** Values of secrets: found once, kept for a while, then gone. */
@NullMarked
package dev.muster.server.secrets;

import org.jspecify.annotations.NullMarked;
