/** What checks of known services share: the order in which an answer is judged, tables of errors, settings. Not exported. */
@NullMarked
package io.healthmon.provider.service;

import org.jspecify.annotations.NullMarked;
