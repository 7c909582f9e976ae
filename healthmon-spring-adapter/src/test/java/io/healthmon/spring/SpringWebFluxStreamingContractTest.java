package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;

class SpringWebFluxStreamingContractTest extends SpringStreamingContract {

    SpringWebFluxStreamingContractTest() {
        super(WebApplicationType.REACTIVE);
    }
}
