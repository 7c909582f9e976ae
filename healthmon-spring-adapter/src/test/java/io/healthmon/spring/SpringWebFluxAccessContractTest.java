package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;

class SpringWebFluxAccessContractTest extends SpringAccessContract {

    SpringWebFluxAccessContractTest() {
        super(WebApplicationType.REACTIVE, ReactiveHost.class);
    }
}
