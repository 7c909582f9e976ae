package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;

class SpringMvcAccessContractTest extends SpringAccessContract {

    SpringMvcAccessContractTest() {
        super(WebApplicationType.SERVLET, ServletHost.class);
    }
}
