package io.healthmon.spring;

import io.healthmon.architecture.SourceContract;

class SourceTest extends SourceContract {}
