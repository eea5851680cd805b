/**
 * The {@code muster} command: finds or starts a server, sends orders to it and shows what comes
 * back.
 */
@NullMarked
package dev.muster.cli;

import org.jspecify.annotations.NullMarked;
