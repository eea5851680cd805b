@NullMarked
package dev.muster.agent.prepare;

import org.jspecify.annotations.NullMarked;
