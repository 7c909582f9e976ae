package io.healthmon.provider.http;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import java.time.Duration;

/** Runs checks as the monitor does. */
final class Runs {

    private Runs() {}

    static CheckResult run(HttpCheck check) throws Exception {
        return check.check(within(Duration.ofSeconds(10)));
    }

    static CheckResult get(String url) throws Exception {
        return run(HttpCheck.get(url));
    }

    static CheckContext within(Duration timeout) {
        return new CheckContext(Integration.named("Tested").build(), timeout);
    }

    /** An answer of status 200 with a body. */
    static String ok(String body, String... headers) {
        String extra = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "HTTP/1.1 200 OK\r\n" + extra + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    static String status(int status, String... headers) {
        String extra = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "HTTP/1.1 " + status + " Said\r\n" + extra + "Content-Length: 0\r\n\r\n";
    }
}
