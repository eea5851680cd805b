/**
 * Packs a working directory: the same folder always becomes the same bytes, so that it has to be
 * handed over only once.
 */
@NullMarked
package dev.muster.client.workdir;

import org.jspecify.annotations.NullMarked;
