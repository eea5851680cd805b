/** The terminal and the signals: what a command shares with the person in front of it. */
@NullMarked
package dev.muster.cli.terminal;

import org.jspecify.annotations.NullMarked;
