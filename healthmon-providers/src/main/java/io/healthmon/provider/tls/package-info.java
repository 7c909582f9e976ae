/** Keys and trust for whatever speaks TLS here, and why a certificate was refused, in words for people. Not exported. */
@NullMarked
package io.healthmon.provider.tls;

import org.jspecify.annotations.NullMarked;
