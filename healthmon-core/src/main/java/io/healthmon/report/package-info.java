/** What results over spans of time came to: figures of one integration and of groups, trends, and exports. */
@NullMarked
package io.healthmon.report;

import org.jspecify.annotations.NullMarked;
