package io.healthmon.providers;

import io.healthmon.architecture.SourceContract;

class SourceTest extends SourceContract {}
