package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;

class SpringMvcLiveContractTest extends SpringLiveContract {

    SpringMvcLiveContractTest() {
        super(WebApplicationType.SERVLET);
    }
}
