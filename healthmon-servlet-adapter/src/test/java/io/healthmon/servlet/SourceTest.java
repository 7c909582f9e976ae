package io.healthmon.servlet;

import io.healthmon.architecture.SourceContract;

class SourceTest extends SourceContract {}
