/** Checks of Supabase: its database, its storage and its sign-in. */
@NullMarked
package io.healthmon.provider.supabase;

import org.jspecify.annotations.NullMarked;
