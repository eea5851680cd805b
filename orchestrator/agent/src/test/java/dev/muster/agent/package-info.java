/** The shipped agent as a real process, against a small server that speaks its protocol. */
@NullMarked
package dev.muster.agent;

import org.jspecify.annotations.NullMarked;
