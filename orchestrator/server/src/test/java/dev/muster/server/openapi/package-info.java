/**
 * The description of the REST interface: generated from the resources and the wire records, put
 * right where the generator has no words, and held against the copy that is kept and served.
 */
@NullMarked
package dev.muster.server.openapi;

import org.jspecify.annotations.NullMarked;
