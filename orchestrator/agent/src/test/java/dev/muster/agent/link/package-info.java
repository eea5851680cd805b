@NullMarked
package dev.muster.agent.link;

import org.jspecify.annotations.NullMarked;
