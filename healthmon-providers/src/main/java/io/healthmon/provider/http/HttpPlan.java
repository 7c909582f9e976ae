package io.healthmon.provider.http;

/**
 * What an HTTP check does, made once and shared by all its runs.
 *
 * @param request what is sent
 * @param expectations what has to come back
 * @param redirects which redirects are followed
 * @param client who sends it
 * @param bound whether something goes along that only the declared host may see
 */
record HttpPlan(
        RequestTemplate request,
        Expectations expectations,
        RedirectPolicy redirects,
        SharedClient client,
        boolean bound) {}
