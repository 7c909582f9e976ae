package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;

class SpringMvcStreamingContractTest extends SpringStreamingContract {

    SpringMvcStreamingContractTest() {
        super(WebApplicationType.SERVLET);
    }
}
