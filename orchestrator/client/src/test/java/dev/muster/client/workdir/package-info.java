/** What is packed, and what is left out. */
@NullMarked
package dev.muster.client.workdir;

import org.jspecify.annotations.NullMarked;
