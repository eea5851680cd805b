/**
 * The wire records of the REST interface, version 1, and its problem types: plain records without
 * any framework's annotations, shared by server and clients.
 */
@NullMarked
package dev.muster.api;

import org.jspecify.annotations.NullMarked;
