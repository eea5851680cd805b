/**
 * The server of a person: the one that the environment names, else the one announced in the data
 * directory, else one that is started there, from a copy, as a process of its own.
 */
@NullMarked
package dev.muster.cli.home;

import org.jspecify.annotations.NullMarked;
