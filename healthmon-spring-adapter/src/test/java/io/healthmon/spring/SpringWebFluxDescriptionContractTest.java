package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;

class SpringWebFluxDescriptionContractTest extends SpringDescriptionContract {

    SpringWebFluxDescriptionContractTest() {
        super(WebApplicationType.REACTIVE);
    }
}
