package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;

class SpringMvcContractTest extends SpringWebContract {

    SpringMvcContractTest() {
        super(WebApplicationType.SERVLET);
    }
}
