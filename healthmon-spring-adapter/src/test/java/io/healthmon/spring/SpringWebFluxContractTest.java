package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;

class SpringWebFluxContractTest extends SpringWebContract {

    SpringWebFluxContractTest() {
        super(WebApplicationType.REACTIVE);
    }
}
