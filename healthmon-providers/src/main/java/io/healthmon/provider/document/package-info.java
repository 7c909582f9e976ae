/** Documents of others of which only a little is read, and that little whatever stands beside it. */
@NullMarked
package io.healthmon.provider.document;

import org.jspecify.annotations.NullMarked;
