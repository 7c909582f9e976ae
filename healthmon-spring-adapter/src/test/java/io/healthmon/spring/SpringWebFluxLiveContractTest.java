package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;

class SpringWebFluxLiveContractTest extends SpringLiveContract {

    SpringWebFluxLiveContractTest() {
        super(WebApplicationType.REACTIVE);
    }
}
