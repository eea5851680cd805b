@NullMarked
package dev.muster.agent.process;

import org.jspecify.annotations.NullMarked;
