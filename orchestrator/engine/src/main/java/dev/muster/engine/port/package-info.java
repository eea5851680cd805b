/** What the engine needs of the outside: a journal, and somebody who carries out effects. */
@NullMarked
package dev.muster.engine.port;

import org.jspecify.annotations.NullMarked;
