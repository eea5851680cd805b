/**
 * The data directory of one installation: its paths, its lock, its secrets, and how a server
 * announces itself there.
 */
@NullMarked
package dev.muster.server.home;

import org.jspecify.annotations.NullMarked;
