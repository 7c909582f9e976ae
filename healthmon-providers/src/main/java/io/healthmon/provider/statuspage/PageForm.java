package io.healthmon.provider.statuspage;

/** What kind of page it is. */
enum PageForm {

    /** That of Atlassian Statuspage and incident.io, which lists its components. */
    STATUSPAGE,

    /** That of Google Workspace: of many products, of which most are not meant, and none is listed. */
    WORKSPACE,

    /** That of Slack, which names services with incidents alone. */
    SLACK
}
