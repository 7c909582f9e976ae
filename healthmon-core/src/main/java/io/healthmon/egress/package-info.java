/** Where checks may connect to whose targets come from outside: the judgement of addresses. */
@NullMarked
package io.healthmon.egress;

import org.jspecify.annotations.NullMarked;
