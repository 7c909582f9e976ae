package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;

class SpringMvcDescriptionContractTest extends SpringDescriptionContract {

    SpringMvcDescriptionContractTest() {
        super(WebApplicationType.SERVLET);
    }
}
