/** Words and numbers that everything above agrees on. This package holds the identities. */
@NullMarked
package dev.muster.model;

import org.jspecify.annotations.NullMarked;
