/**
 * The configuration file of a person: contexts, each of which names a server with its token or a
 * data directory, and a project. What the environment says wins over it.
 */
@NullMarked
package dev.muster.cli.config;

import org.jspecify.annotations.NullMarked;
