/**
 * How things look on paper: pure functions from what the server tells to lines of text. Nothing
 * here reads a clock, a terminal or the network.
 */
@NullMarked
package dev.muster.cli.text;

import org.jspecify.annotations.NullMarked;
