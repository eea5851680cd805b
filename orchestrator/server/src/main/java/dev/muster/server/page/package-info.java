/** The page for people's browsers: its files, and how a browser signs in. */
@NullMarked
package dev.muster.server.page;

import org.jspecify.annotations.NullMarked;
